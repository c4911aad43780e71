//! What the program carries and reads where it stands: `rules/catalogue.bin`, and the tables in it.
//!
//! At its start the program unpacks next to nothing. A [`Table`] is rows of one size, each read out of the file's bytes
//! when it is asked for; an [`Index`] is a table that finds numbers; a [`Lazy`] value is made of its bytes when it is
//! first looked at. The same types hold what is made while the program runs: then the bytes are their own.
//!
//! No bytes can make a read panic: where they are too few or mean nothing, there is no row, or an empty value.

mod index;
mod lazy;
mod table;

pub(crate) use index::Index;
pub use lazy::Lazy;
pub(crate) use table::{Flat, Table, wraps};

/// The compiled catalogue; [`rule`](crate::rule) says what stands in it.
pub(crate) static FILE: &[u8] = include_bytes!("../../rules/catalogue.bin");

/// The same bytes for as long as the program runs, if they are some of the file's.
fn kept(bytes: &[u8]) -> Option<&'static [u8]> {
    let at = bytes.as_ptr().addr().checked_sub(FILE.as_ptr().addr())?;
    FILE.get(at..at.checked_add(bytes.len())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_the_file_is_kept_and_nothing_else() {
        assert_eq!(kept(&FILE[3..7]).map(<[u8]>::as_ptr), Some(FILE[3..].as_ptr()));
        assert_eq!(kept(&FILE.to_vec()[3..7]), None);
    }
}
