//! What the library finds in some files, a line of JSON each: for `tests/faces/run`, which holds it against the other
//! faces.

use std::{env, error::Error, fs, path::Path};

use onrecord::{
    Linter, Setup,
    document::{Document, Format},
    report::Checked,
};

fn main() -> Result<(), Box<dyn Error>> {
    let linter = Linter::new(Setup::default())?;
    for path in env::args().skip(1) {
        let text = fs::read_to_string(&path)?;
        let format = Format::of(Some(Path::new(&path)), text.as_bytes())?;
        let story = linter.read(Document::read(text.as_bytes(), format)?);
        let found = linter.check(&story);
        let checked = Checked::new(&path, &text, &story, found);
        let rows: Vec<_> = checked
            .shown()
            .map(|found| {
                let region = checked.region(found.span);
                let places = (region.start.line, region.start.column, region.end.line, region.end.column);
                (&found.code, found.level, &found.message, places.0, places.1, places.2, places.3)
            })
            .collect();
        println!("{}", serde_json::to_string(&rows)?);
    }
    Ok(())
}
