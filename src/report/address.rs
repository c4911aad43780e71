//! Paths as other programs want them: with `/` between their parts, and as URIs.

/// A path as others compare it with the paths of a repository: with `/`, and without `./` before it.
pub(super) fn slashed(path: &str) -> String {
    with_slashes(path, cfg!(windows))
}

fn with_slashes(path: &str, windows: bool) -> String {
    let path = if windows { path.replace('\\', "/") } else { path.to_owned() };
    let mut rest = path.as_str();
    while let Some(inner) = rest.strip_prefix("./") {
        rest = inner.trim_start_matches('/');
    }
    if rest.is_empty() { path } else { rest.to_owned() }
}

/// The URI of a path: `file:///city/story.md`; a relative one where the path is relative.
pub fn uri(path: &str) -> String {
    Address::of(path).uri
}

/// A path as a URI.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Address {
    pub(super) uri: String,
    /// It leads down from the folder that onrecord ran in.
    pub(super) is_below: bool,
}

impl Address {
    /// The URI of a path; a relative one where the path is relative.
    pub(super) fn of(path: &str) -> Self {
        Self::of_slashed(&slashed(path))
    }

    fn of_slashed(path: &str) -> Self {
        let drive = path.as_bytes().first().is_some_and(u8::is_ascii_alphabetic) && path[1..].starts_with(":/");
        let uri = match path {
            _ if path.starts_with("//") => format!("file:{}", encoded(path)),
            _ if path.starts_with('/') => format!("file://{}", encoded(path)),
            _ if drive => format!("file:///{}:{}", &path[..1], encoded(&path[2..])),
            _ => encoded(path),
        };
        let is_below = !uri.starts_with("file:") && !path.split('/').any(|part| part == "..");
        Self { uri, is_below }
    }
}

/// Every byte but those that mean nothing but themselves, and `/`, as `%` and two digits.
fn encoded(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    path.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        for (path, uri, is_below) in [
            ("drafts/story.md", "drafts/story.md", true),
            ("Łódź & sons|1.md", "%C5%81%C3%B3d%C5%BA%20%26%20sons%7C1.md", true),
            ("<stdin>", "%3Cstdin%3E", true),
            ("a:b%20.md", "a%3Ab%2520.md", true),
            ("../story.md", "../story.md", false),
            ("/a b.md", "file:///a%20b.md", false),
            ("C:/a b.md", "file:///C:/a%20b.md", false),
            ("//desk/share/a.md", "file://desk/share/a.md", false),
            ("é:/a.md", "%C3%A9%3A/a.md", true),
            ("", "", true),
        ] {
            assert_eq!(Address::of_slashed(path), Address { uri: uri.to_owned(), is_below }, "{path}");
        }
    }

    #[test]
    fn paths_have_slashes() {
        assert_eq!(with_slashes(r".\drafts\a.md", true), "drafts/a.md");
        assert_eq!(with_slashes(r"drafts\a.md", false), r"drafts\a.md");
        assert_eq!(with_slashes(".//./a.md", false), "a.md");
        assert_eq!(with_slashes("./", false), "./");
    }
}
