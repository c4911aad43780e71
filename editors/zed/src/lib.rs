//! What Zed has to be told of onrecord: how its server is started. Zed starts none that no extension knows.

use zed_extension_api::{
    Command, Extension, LanguageServerId, Result, Worktree, register_extension, serde_json::Value,
    settings::LspSettings,
};

struct Onrecord;

impl Extension for Onrecord {
    fn new() -> Self {
        Self
    }

    /// The program that the settings name, or that on the path.
    fn language_server_command(&mut self, server: &LanguageServerId, folder: &Worktree) -> Result<Command> {
        let set = LspSettings::for_worktree(server.as_ref(), folder)?.binary;
        let (path, arguments) = set.map(|set| (set.path, set.arguments)).unwrap_or_default();
        let command = path.or_else(|| folder.which("onrecord")).ok_or(
            "there is no program `onrecord` on the PATH; install it, or name it in the settings: \
             lsp.onrecord.binary.path",
        )?;
        Ok(Command { command, args: arguments.unwrap_or_else(|| vec!["lsp".into()]), env: folder.shell_env() })
    }

    fn language_server_initialization_options(
        &mut self,
        server: &LanguageServerId,
        folder: &Worktree,
    ) -> Result<Option<Value>> {
        Ok(LspSettings::for_worktree(server.as_ref(), folder)?.initialization_options)
    }
}

register_extension!(Onrecord);
