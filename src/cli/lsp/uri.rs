//! Addresses of files ↔ paths.

use std::{
    path::{Path, PathBuf},
    str::FromStr,
};

use lsp_types::Uri;
use onrecord::report;

/// The path of a file; none of what is no file, such as a buffer without a name.
pub(super) fn to_path(uri: &Uri) -> Option<PathBuf> {
    uri.scheme().filter(|scheme| scheme.eq_lowercase("file"))?;
    let path = uri.path().as_estr().decode().into_string().ok()?.into_owned();
    let authority = uri.authority();
    let host = authority.map(|authority| authority.as_str().to_owned()).filter(|host| !host.is_empty());
    let path = match host {
        Some(host) if cfg!(windows) => format!("//{host}{path}"),
        _ if has_drive(path.trim_start_matches('/')) => path.trim_start_matches('/').to_owned(),
        _ => path,
    };
    Some(PathBuf::from(path))
}

/// The address of a file, whose path is whole.
pub(super) fn of_path(path: &Path) -> Option<Uri> {
    Uri::from_str(&report::uri(&path.to_string_lossy())).ok()
}

/// Whether a path begins as those of Windows do: `C:`.
fn has_drive(path: &str) -> bool {
    path.as_bytes().first().is_some_and(u8::is_ascii_alphabetic) && path[1..].starts_with(":/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_and_addresses() {
        for (path, address) in [("/a b/é.md", "file:///a%20b/%C3%A9.md"), ("/story.md", "file:///story.md")] {
            let uri = of_path(Path::new(path)).unwrap();
            assert_eq!(uri.as_str(), address);
            assert_eq!(to_path(&uri).unwrap(), Path::new(path));
        }
        let drive = Uri::from_str("file:///c%3A/news/a.md").unwrap();
        assert_eq!(to_path(&drive).unwrap(), Path::new("c:/news/a.md"));
        assert_eq!(to_path(&Uri::from_str("untitled:Untitled-1").unwrap()), None);
    }
}
