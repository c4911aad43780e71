//! The catalogue as it comes out of the files of `rules/`, written down so that the program need not read them at each
//! start: `rules/catalogue.bin`.
//!
//! The file is only taken where it was made from those very files. Where it was not, as while a rule is being written,
//! the files are read. `UPDATE_CATALOGUE=1 cargo test --lib catalogue_is_current` makes it anew.
//!
//! What every story needs is written so that it is read where it stands (see [`flat`](crate::flat)). In the encoding of
//! `postcard`, field after field with no names, the file holds
//!
//! | | |
//! |---|---|
//! | the fingerprint | a number that stands for the files that it was made from |
//! | the lexicon | tables: words of up to eight letters as numbers, longer ones by their hash and then their letters, what is known of each; names of classes; phrases |
//! | claims | patterns, and what each states |
//! | shared excuses | unread until a house adds a rule |
//! | rules | by code, each a [`Definition`](super::Definition); what only some findings need is unread until then: templates, excuses, fixes, examples, reasons, patterns |
//! | profiles | their settings unread until a story is checked by them |
//! | the files | the path of each rule |
//!
//! Patterns are tables throughout, each set with its index. A table is the count of its bytes and its rows, numbers with
//! the lowest byte first; what is unread is the count of its bytes and the value in the same encoding.

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
        assert!(format!("{:?}", read.claims()) == format!("{:?}", made.claims()));
        assert!(format!("{:?}", read.rules()) == format!("{:?}", made.rules()));
        for (index, profile) in made.profiles().all().iter().enumerate() {
            let set = |catalogue: &Catalogue| format!("{:?}", catalogue.rules_in(index));
            assert!(set(&read) == set(&made), "{}", profile.name);
        }
        for word in ["said", "US", "us", "don’t", "grudgingly", "officials"] {
            let (id, same) = (read.lexicon().look_up(word), made.lexicon().look_up(word));
            assert_eq!((id, read.lexicon().entry(id)), (same, made.lexicon().entry(same)), "{word}");
        }
    }
}
