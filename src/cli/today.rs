//! Which day it is: exceptions can end.

use std::{
    env::{self, VarError},
    fs,
    path::Path,
};

use jiff::{Timestamp, tz::TimeZone};
use onrecord::Date;

use super::Failure;

/// The variable that says which day it is, in place of the clock.
const VARIABLE: &str = "ONRECORD_TODAY";

/// Where most systems keep the zone that they are in, and all zones.
const LOCAL: &str = "/etc/localtime";
const ZONES: &str = "/usr/share/zoneinfo";

/// Today, where the reader is.
pub(super) fn today() -> Result<Date, Failure> {
    let written = match env::var(VARIABLE) {
        Ok(given) if !given.is_empty() => given,
        _ => zone().to_datetime(Timestamp::now()).date().to_string(),
    };
    written.parse().map_err(|error| Failure::NoDay { variable: VARIABLE, error })
}

/// The zone of the reader. To ask the system of it means to list all zones first, which takes longer than to read a
/// story; so the file of the zone is read by itself where it stands in its usual place.
fn zone() -> TimeZone {
    let file = match env::var("TZ") {
        Ok(name) => Path::new(ZONES).join(name.trim_start_matches(':')),
        Err(VarError::NotPresent) => LOCAL.into(),
        Err(VarError::NotUnicode(_)) => return TimeZone::system(),
    };
    let read = fs::read(file).ok().and_then(|zone| TimeZone::tzif("", &zone).ok());
    read.unwrap_or_else(TimeZone::system)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_zone_that_is_read_is_that_of_the_system() {
        let now = Timestamp::now();
        let (read, asked) = (zone().to_datetime(now), TimeZone::system().to_datetime(now));
        assert_eq!(read, asked);
    }
}
