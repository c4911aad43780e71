//! The nearest right spelling, for messages about names that do not exist.

/// How alike two names must be for one to be suggested for the other (Jaro-Winkler, from 0 to 1).
const ALIKE: f64 = 0.8;

/// The known name that is most like `name`, if any is much like it.
pub(crate) fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    known
        .map(|known| (strsim::jaro_winkler(name, known), known))
        .filter(|(alike, _)| *alike >= ALIKE)
        .min_by(|(one, _), (other, _)| other.total_cmp(one)) // the first of equals
        .map(|(_, known)| known)
}

/// "there is no word class `x`; did you mean `y`?"
pub(crate) fn unknown<'a>(what: &str, name: &str, known: impl Iterator<Item = &'a str>) -> String {
    match nearest(name, known) {
        Some(near) => format!("there is no {what} `{name}`; did you mean `{near}`?"),
        None => format!("there is no {what} `{name}`"),
    }
}
