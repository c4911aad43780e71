//! The catalogue as it comes out of the files of `rules/`, written down so that the program need not read them at each
//! start: `rules/catalogue.bin`.
//!
//! The file is only taken where it was made from those very files. Where it was not, as while a rule is being written,
//! the files are read. `UPDATE_CATALOGUE=1 cargo test --lib catalogue_is_current` makes it anew.

use serde::{Deserialize, Serialize};

use super::{Catalogue, catalogue};
use crate::flat::FILE;

/// What stands in the file.
#[derive(Serialize, Deserialize)]
struct Compiled {
    /// Of the files that it was made from.
    fingerprint: u64,
    catalogue: Catalogue,
    /// By rule: the path of its file.
    files: Vec<String>,
}

/// The compiled catalogue; none where it is not that of the files.
pub(super) fn catalogue() -> Option<Catalogue> {
    let (fingerprint, _) = postcard::take_from_bytes::<u64>(FILE).ok()?;
    if fingerprint != catalogue::fingerprint() {
        return None;
    }
    let Compiled { mut catalogue, files, .. } = postcard::from_bytes(FILE).ok()?;
    catalogue.sign(&files);
    Some(catalogue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_compiled_catalogue_is_current() {
        let catalogue = Catalogue::from_files(std::iter::empty()).unwrap();
        let files = catalogue.rules().iter().map(|rule| rule.set.file.to_string()).collect();
        let made = postcard::to_stdvec(&Compiled { fingerprint: catalogue::fingerprint(), catalogue, files });
        let made = made.unwrap();
        if std::env::var_os("UPDATE_CATALOGUE").is_some() {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/rules/catalogue.bin");
            std::fs::write(format!("{path}.new"), &made).unwrap();
            std::fs::rename(format!("{path}.new"), path).unwrap();
        } else {
            assert!(made == FILE, "run `UPDATE_CATALOGUE=1 cargo test --lib catalogue_is_current`");
        }
    }

    #[test]
    fn what_is_written_down_is_what_the_files_make() {
        let (read, made) = (catalogue().unwrap(), Catalogue::from_files(std::iter::empty()).unwrap());
        let shown = |catalogue: &Catalogue| {
            (format!("{:?}", catalogue.rules()), format!("{:?} {:?}", catalogue.profiles(), catalogue.claims()))
        };
        assert!(shown(&read) == shown(&made));
        for word in ["said", "US", "us", "don’t", "grudgingly", "officials"] {
            let (id, same) = (read.lexicon().look_up(word), made.lexicon().look_up(word));
            assert_eq!((id, read.lexicon().entry(id)), (same, made.lexicon().entry(same)), "{word}");
        }
    }
}
