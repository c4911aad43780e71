//! The `onrecord` program: hands over to [`cli`].

fn main() {}
