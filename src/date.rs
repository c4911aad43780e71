//! A day, as it is written in notes and waivers: 2026-05-03.

use std::{borrow::Cow, fmt, str::FromStr};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use toml::value::Datetime;

/// A day of the calendar. Whoever checks a story says which day it is: nothing here asks a clock.
///
/// ```
/// let day: onrecord::Date = "2026-05-03".parse()?;
/// assert_eq!(day.to_string(), "2026-05-03");
/// assert!("3 May".parse::<onrecord::Date>().is_err());
/// # Ok::<(), onrecord::NoDate>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(toml::value::Date);

/// What is no day.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no day: write year, month and day, as in 2026-05-03")]
pub struct NoDate(String);

impl Date {
    fn of(written: Datetime) -> Option<Self> {
        match written {
            Datetime { date: Some(date), time: None, offset: None } => Some(Self(date)),
            _ => None,
        }
    }
}

impl FromStr for Date {
    type Err = NoDate;

    fn from_str(written: &str) -> Result<Self, NoDate> {
        written.parse().ok().and_then(Self::of).ok_or_else(|| NoDate(written.to_owned()))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// From a TOML date, with quotation marks or without.
impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if !deserializer.is_human_readable() {
            return String::deserialize(deserializer)?.parse().map_err(D::Error::custom);
        }
        match toml::Value::deserialize(deserializer)? {
            toml::Value::String(written) => written.parse().map_err(D::Error::custom),
            toml::Value::Datetime(written) => {
                Self::of(written).ok_or_else(|| D::Error::custom(NoDate(written.to_string())))
            }
            other => Err(D::Error::custom(NoDate(other.to_string()))),
        }
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl JsonSchema for Date {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "description": "A day: 2026-05-03.", "type": "string", "format": "date" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_in_the_calendar() {
        for written in ["2026-05-03", "2024-02-29", "9999-12-31"] {
            assert_eq!(written.parse::<Date>().unwrap().to_string(), written);
        }
        let none =
            ["2026-02-29", "2026-13-01", "2026-00-10", "2026-5-3", "3 May", "2026-05-03T10:00:00", "", "é"];
        for written in none {
            assert!(written.parse::<Date>().is_err(), "{written}");
        }
        assert!("2026-05-03".parse::<Date>().unwrap() < "2026-10-01".parse().unwrap());
    }

    #[test]
    fn toml_writes_them_in_two_ways() {
        #[derive(Deserialize)]
        struct Waiver {
            until: Date,
        }
        let read = |text: &str| toml::from_str::<Waiver>(text).map(|waiver| waiver.until.to_string());
        assert_eq!(read("until = 2026-05-03").unwrap(), "2026-05-03");
        assert_eq!(read("until = \"2026-05-03\"").unwrap(), "2026-05-03");
        assert!(read("until = 5").unwrap_err().message().contains("`5` is no day"));
        assert!(read("until = 2026-05-03T10:00:00").is_err());
    }
}
