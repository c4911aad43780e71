//! Which day it is: exceptions can end.

use onrecord::Date;

use super::Failure;

/// The variable that says which day it is, in place of the clock.
const VARIABLE: &str = "ONRECORD_TODAY";

/// Today, where the reader is.
pub(super) fn today() -> Result<Date, Failure> {
    let written = match std::env::var(VARIABLE) {
        Ok(given) if !given.is_empty() => given,
        _ => jiff::ZonedDateTime::now().date().to_string(),
    };
    written.parse().map_err(|error| Failure::NoDay { variable: VARIABLE, error })
}
