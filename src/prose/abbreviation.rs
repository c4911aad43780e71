//! Abbreviations that keep their stop, by what that stop says of the sentence.

use super::character::is_hyphen;
use crate::feature::{EMPTY, add};

/// What an abbreviation is, and so what may follow its stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// "Sen.", "St.", "e.g.": something always follows. Never the end of a sentence.
    Leading,
    /// "No.", "p.": an abbreviation only before a number.
    Numbered,
    /// "Jan.", "Inc.", "Calif.", "U.S.": ends a sentence when the next word can hardly be anything but a start.
    Either,
    /// "etc.", "p.m.": ends a sentence whenever a capital follows that is not part of a date or time.
    Trailing,
    /// "J.": one letter of a name.
    Initial,
}

/// Stands before a name, or before what it introduces.
const LEADING: &[&str] = &[
    "Adj", "Adm", "Amb", "Assn", "Assoc", "Asst", "Atty", "Brig", "Bros", "Capt", "Card", "Cdr", "Cmdr", "Col",
    "Comdr", "Cpl", "Cpt", "Dep", "Det", "Dir", "Dr", "Drs", "Esq", "Fr", "Ft", "Gen", "Gov", "Govs", "Hon",
    "Insp", "Lieut", "Lt", "Ltc", "Maj", "Messrs", "Mlle", "Mme", "Mmes", "Mr", "Mrs", "Ms", "Msgr", "Mt",
    "Mx", "Ofc", "P.P.S", "P.S", "Pfc", "Pres", "Prof", "Profs", "Pte", "Pvt", "Rep", "Reps", "Rev", "Revs",
    "Sen", "Sens", "Sgt", "Spc", "Sr", "St", "Ste", "Sts", "Supt", "Treas", "Univ", "approx", "ca", "cf",
    "e.g", "eg", "esp", "i.e", "ie", "incl", "viz", "vs",
];

/// Stands before a number; a word of its own otherwise.
const NUMBERED: &[&str] = &[
    "Apr", "Art", "Aug", "Ch", "Dec", "Eq", "Fig", "Figs", "Fri", "Jun", "Jul", "Mar", "Mon", "No", "Nos",
    "Pt", "Sat", "Sec", "Sun", "Thu", "Tue", "Vol", "Wed", "app", "art", "c", "ch", "chap", "eq", "ext", "fig",
    "figs", "fl", "no", "nos", "p", "par", "para", "pp", "pt", "sec", "sect", "tel", "ver", "vol", "vols",
    "Tel", "Ver", "§",
];

/// Dates, companies, places: more often inside a sentence than at its end.
const EITHER: &[&str] = &[
    "Ala", "Ariz", "Ark", "Ave", "Blvd", "Cal", "Calif", "Cie", "Co", "Colo", "Conn", "Corp", "Cos", "Ct",
    "Dept", "Dist", "Feb", "Fla", "Ga", "Gmbh", "Ill", "Inc", "Ind", "Intl", "Jan", "Jr", "Kan", "Ky", "La",
    "Llc", "Ltd", "Mass", "Md", "Mich", "Minn", "Mo", "Mont", "Neb", "Nev", "Nov", "Oct", "Okla", "Ont", "Ore",
    "Pa", "Ph.D", "Pty", "Que", "Rd", "Sask", "Sep", "Sept", "Tenn", "Tex", "Thurs", "Tues", "Va", "Vt", "Wis",
    "Wisc", "Wash", "Wyo", "al", "dept", "est", "ft", "hr", "hrs", "lb", "lbs", "min", "mph", "oz", "rev",
    "sq", "yr", "yrs", "v", "div", "Div",
];

/// Comes last of what it belongs to.
const TRAILING: &[&str] = &["etc", "a.m", "p.m", "A.M", "P.M", "A.D", "B.C", "B.C.E", "C.E"];

/// Where a word stands in several lists, the first counts.
const LISTS: [(&[&str], Abbreviation); 4] = [
    (LEADING, Abbreviation::Leading),
    (NUMBERED, Abbreviation::Numbered),
    (TRAILING, Abbreviation::Trailing),
    (EITHER, Abbreviation::Either),
];

/// Length of the longest abbreviation listed, in bytes.
const LONGEST: usize = 6;

/// How many bits [`SIEVE`] has.
const BITS: usize = 2048;

/// One bit a word listed, by its hash without capitals: nearly any other word is told from them at once.
const SIEVE: [u64; BITS / 64] = sieve();

const fn sieve() -> [u64; BITS / 64] {
    let mut sieve = [0; BITS / 64];
    let mut list = 0;
    while list < LISTS.len() {
        let mut row = 0;
        while row < LISTS[list].0.len() {
            let bit = bit(LISTS[list].0[row].as_bytes());
            sieve[bit / 64] |= 1 << (bit % 64);
            row += 1;
        }
        list += 1;
    }
    sieve
}

/// The bit of a word in [`SIEVE`].
const fn bit(word: &[u8]) -> usize {
    let mut hash = EMPTY;
    let mut index = 0;
    while index < word.len() {
        hash = add(hash, word[index].to_ascii_lowercase());
        index += 1;
    }
    (hash ^ hash >> 15) as usize % BITS
}

impl Abbreviation {
    /// What `word`, written before a stop but without it, is. Letter case counts, but for words all in capitals.
    pub(super) fn of(word: &str) -> Option<Self> {
        let word = without_party(word);
        if word.len() <= LONGEST && is_likely(word) {
            let shouted = word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
            let is_same = |known: &&str| {
                *known == word
                    || shouted && known.eq_ignore_ascii_case(word) && known.starts_with(char::is_uppercase)
            };
            let found = LISTS.into_iter().find(|(list, _)| list.iter().any(is_same));
            if let Some((_, abbreviation)) = found {
                return Some(abbreviation);
            }
        }
        let mut letters = word.chars();
        match (letters.next(), letters.next()) {
            (Some(letter), None) if letter.is_uppercase() => Some(Self::Initial),
            _ if word.contains('.') => Some(Self::Either),
            _ => None,
        }
    }
}

/// Whether a word may be listed.
fn is_likely(word: &str) -> bool {
    let bit = bit(word.as_bytes());
    SIEVE[bit / 64] >> (bit % 64) & 1 == 1
}

/// "Ky" in "R-Ky": the letter of a party before a state.
fn without_party(word: &str) -> &str {
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        (Some('A'..='Z'), Some(hyphen)) if is_hyphen(hyphen) => letters.as_str(),
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds() {
        for (word, expected) in [
            ("Sen", Some(Abbreviation::Leading)),
            ("No", Some(Abbreviation::Numbered)),
            ("U.S", Some(Abbreviation::Either)),
            ("p.m", Some(Abbreviation::Trailing)),
            ("J", Some(Abbreviation::Initial)),
            ("R-Ky", Some(Abbreviation::Either)),
            ("house", None),
            ("a", None),
        ] {
            assert_eq!(Abbreviation::of(word), expected, "{word}");
        }
    }
}
