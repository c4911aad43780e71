//! The native half of the Python package: bytes in, JSON out, with the interpreter free for others meanwhile.
//!
//! What Python users see is in `onrecord/`; it makes objects of the JSON. Nothing is decided here.

use onrecord::{
    Date, Setup, Unit,
    document::Format,
    embed::{self, How},
};
use pyo3::{create_exception, exceptions::PyValueError, prelude::*};

create_exception!(onrecord, Error, PyValueError, "What onrecord cannot do, why, and what to do about it.");

/// A linter that goes by the settings and rules of a house.
#[pyclass(frozen, module = "onrecord._native")]
struct Desk(embed::Desk);

/// The name and the text of a file.
type File = (String, String);

#[pymethods]
impl Desk {
    #[new]
    fn new(
        py: Python<'_>,
        settings: Vec<File>,
        rules: Vec<File>,
        profile: Option<String>,
        today: Option<&str>,
    ) -> PyResult<Self> {
        let mut setup = Setup::default();
        for (name, text) in settings {
            setup = setup.settings(name, text);
        }
        for (name, text) in rules {
            setup = setup.rules(name, text);
        }
        if let Some(profile) = profile {
            setup = setup.profile(profile);
        }
        if let Some(today) = today {
            setup = setup.today(today.parse::<Date>().map_err(|error| Error::new_err(error.to_string()))?);
        }
        py.detach(|| embed::Desk::new(setup)).map(Self).map_err(Error::new_err)
    }

    fn check(&self, py: Python<'_>, text: &[u8], path: Option<&str>, format: Option<&str>) -> PyResult<String> {
        self.answer(py, embed::Desk::check, text, path, format)
    }

    fn inspect(
        &self,
        py: Python<'_>,
        text: &[u8],
        path: Option<&str>,
        format: Option<&str>,
    ) -> PyResult<String> {
        self.answer(py, embed::Desk::inspect, text, path, format)
    }

    fn sources(
        &self,
        py: Python<'_>,
        text: &[u8],
        path: Option<&str>,
        format: Option<&str>,
    ) -> PyResult<String> {
        self.answer(py, embed::Desk::sources, text, path, format)
    }

    fn explain(&self, code: &str) -> PyResult<String> {
        self.0.explain(code).map_err(Error::new_err)
    }

    fn rules(&self) -> String {
        self.0.rules()
    }

    fn profiles(&self) -> String {
        self.0.profiles()
    }
}

/// What is asked of a text.
type Question = fn(&embed::Desk, &[u8], &How<'_>) -> Result<String, String>;

impl Desk {
    /// The answer to a question about a text; its offsets count code points, as those of `str` do.
    fn answer(
        &self,
        py: Python<'_>,
        ask: Question,
        text: &[u8],
        path: Option<&str>,
        format: Option<&str>,
    ) -> PyResult<String> {
        let format = format.map(Format::named).transpose().map_err(Error::new_err)?;
        let how = How::default().at(path).written_in(format).counted_in(Unit::Utf32);
        py.detach(|| ask(&self.0, text, &how)).map_err(Error::new_err)
    }
}

#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Desk>()?;
    module.add("Error", module.py().get_type::<Error>())
}
