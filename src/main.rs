//! The `onrecord` program: hands over to [`cli`].

mod cli;

fn main() -> std::process::ExitCode {
    cli::main()
}
