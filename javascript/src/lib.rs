//! The linter as WebAssembly: text in, JSON out, offsets in UTF-16 code units.
//!
//! What JavaScript sees of this are the functions of `lib/`, which name options, read the JSON and make errors.

#![allow(clippy::needless_pass_by_value, reason = "what comes from JavaScript comes by value")]

use onrecord::{
    Setup as House, Unit,
    document::Format,
    embed::{Desk, How},
};
use wasm_bindgen::prelude::wasm_bindgen;

/// What a house has set, piece by piece.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Setup {
    house: House,
}

#[wasm_bindgen]
impl Setup {
    /// Nothing set.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// The same with a configuration file.
    pub fn settings(self, path: String, text: String) -> Self {
        Self { house: self.house.settings(path, text) }
    }

    /// The same with a file of rules, words or changes.
    pub fn rules(self, path: String, text: String) -> Self {
        Self { house: self.house.rules(path, text) }
    }

    /// The same with a profile that goes over all.
    pub fn profile(self, name: String) -> Self {
        Self { house: self.house.profile(name) }
    }

    /// The same on a day, as in "2026-11-30".
    pub fn today(self, day: &str) -> Result<Self, String> {
        let day = day.parse().map_err(|error| format!("`today` is `{day}`: {error}"))?;
        Ok(Self { house: self.house.today(day) })
    }

    /// A linter that goes by all this.
    pub fn linter(self) -> Result<Linter, String> {
        Desk::new(self.house).map(|desk| Linter { desk })
    }
}

/// A linter that takes texts as they come.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Linter {
    desk: Desk,
}

#[wasm_bindgen]
impl Linter {
    /// The findings, as JSON.
    pub fn check(&self, text: &[u8], path: Option<String>, format: Option<String>) -> Result<String, String> {
        self.desk.check(text, &how(path.as_deref(), format.as_deref())?)
    }

    /// What was read of the text, as JSON.
    pub fn inspect(&self, text: &[u8], path: Option<String>, format: Option<String>) -> Result<String, String> {
        self.desk.inspect(text, &how(path.as_deref(), format.as_deref())?)
    }

    /// The ledger, as JSON.
    pub fn sources(&self, text: &[u8], path: Option<String>, format: Option<String>) -> Result<String, String> {
        self.desk.sources(text, &how(path.as_deref(), format.as_deref())?)
    }

    /// A rule in words.
    pub fn explain(&self, rule: &str) -> Result<String, String> {
        self.desk.explain(rule)
    }

    /// The rules that speak, as JSON.
    pub fn rules(&self) -> String {
        self.desk.rules()
    }

    /// The profiles, as JSON.
    pub fn profiles(&self) -> String {
        self.desk.profiles()
    }
}

/// How a text is to be taken.
fn how<'a>(path: Option<&'a str>, format: Option<&str>) -> Result<How<'a>, String> {
    let format = format.map(Format::named).transpose()?;
    Ok(How::default().at(path).written_in(format).counted_in(Unit::Utf16))
}
