//! Writes generated stories to files, for `benches/table` and `benches/instructions`.
//!
//! `write-stories FILE BYTES` writes one file, in the form that its ending tells: a story in Markdown or HTML, or as many
//! as it takes in plain text. `write-stories FOLDER BYTES FILES` writes files of equal share, a hundred a folder,
//! and prints how many bytes they are.

mod story;

use std::{env, error::Error, fs, io, path::Path};

use story::{Story, press};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [path, counts @ ..] = arguments.as_slice() else {
        return Err("write-stories FILE BYTES | FOLDER BYTES FILES".into());
    };
    let counts = counts.iter().map(|count| count.parse()).collect::<Result<Vec<usize>, _>>()?;
    match counts[..] {
        [bytes] => write_one(Path::new(path), bytes)?,
        [bytes, files] => println!("{}", story::write(Path::new(path), bytes, files)?),
        _ => return Err("write-stories FILE BYTES | FOLDER BYTES FILES".into()),
    }
    Ok(())
}

fn write_one(path: &Path, bytes: usize) -> io::Result<()> {
    let text = match path.extension().and_then(|ending| ending.to_str()) {
        Some("md") => Story::new(0, bytes).markdown(),
        Some("html") => Story::new(0, bytes).html(),
        _ => press(bytes),
    };
    fs::write(path, text)
}
