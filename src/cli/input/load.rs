//! A file that is read: the stories in it, with all that a command wants to know of each.

use std::{
    fs::{self, File},
    io::{self, BufRead, BufReader, Read},
    path::PathBuf,
    sync::Arc,
};

use onrecord::{
    document::{self, Document, Format, Item, Limits, Origin, archive::Archive},
    report::Numbered,
};

use super::{Named, is_stdin};
use crate::cli::{
    failure::{Failure, FileFailure, Unreadable},
    house::House,
};

/// Bytes of an archive that are read at a time.
const BUFFER: usize = 1 << 20;

/// Bytes of a file of one story that give more than one thread something to do.
const LONG: u64 = 1 << 16;

/// A file to read, with the house that it belongs to.
pub(super) struct Housed {
    pub(super) named: Named,
    pub(super) house: Arc<House>,
    /// Where it is, as the house's settings see it.
    pub(super) place: Option<String>,
    /// The path that it has, or that the story on standard input will have.
    pub(super) goes_by: Option<PathBuf>,
    /// The format, where it is not for the file to tell.
    pub(super) format: Option<Format>,
    pub(super) limits: Limits,
}

/// How files are read, whatever they and their houses say.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    /// The format of all of them, where it is not for each to tell.
    pub(super) format: Option<Format>,
    /// Limits that are set, each as `name=value`.
    pub(super) limits: &'a [String],
}

impl Reading<'_> {
    /// The limits for the files of a house.
    ///
    /// # Errors
    /// That one of those that are set is none.
    pub(super) fn limits(&self, house: &House) -> Result<Limits, Failure> {
        let mut limits = house.linter.config().limits();
        for written in self.limits {
            limits.set(written).map_err(|why| Failure::NoLimit(written.clone(), why))?;
        }
        Ok(limits)
    }
}

/// A story that was read.
pub(crate) struct Loaded {
    /// Where its file is; `-` for standard input.
    pub(crate) at: PathBuf,
    /// What the file is called in reports.
    pub(crate) path: String,
    pub(crate) format: Format,
    pub(crate) limits: Limits,
    /// The text that places in the story are counted in: that of the file, or what was taken out of it.
    pub(crate) file: Numbered,
    pub(crate) document: Document,
    pub(crate) origin: Origin,
    pub(crate) house: Arc<House>,
    /// Where its file is, as the house's settings see it.
    pub(crate) place: Option<String>,
    /// The path that its file has, or that the story on standard input will have.
    pub(crate) goes_by: Option<PathBuf>,
    /// How it read before, where only what changed since is asked for.
    pub(crate) before: Option<Document>,
}

/// A file, as far as it has to be known to read its stories.
struct Source<'a> {
    housed: &'a Housed,
    format: Format,
    path: String,
}

impl Loaded {
    /// Reads a text in place of what the file says.
    pub(crate) fn reread(&self, text: &str) -> Result<Document, Failure> {
        let read = document::read(text.as_bytes(), self.format, &self.limits);
        let items = read.map_err(|why| Failure::file(&self.at, why))?;
        Ok(items.into_iter().next().unwrap_or_default().document)
    }

    /// Whether it came by standard input.
    pub(crate) fn is_stdin(&self) -> bool {
        is_stdin(&self.at)
    }
}

impl Housed {
    /// The format of an archive, if it is one by its name.
    pub(super) fn archive(&self) -> Option<Format> {
        let format = self.format.or_else(|| Format::of_name(self.goes_by.as_deref()?));
        format.filter(|format| format.is_archive())
    }

    /// Reads the stories of the file.
    pub(super) fn load(&self) -> Result<Vec<Loaded>, FileFailure> {
        let failure = |why| FileFailure::new(&self.named.path, why);
        let bytes = self.bytes().map_err(|why| FileFailure::new(&self.named.path, why))?;
        let format = match self.format {
            Some(format) => format,
            None => Format::of(self.goes_by.as_deref(), &bytes).map_err(failure)?,
        };
        let items = document::read(&bytes, format, &self.limits).map_err(failure)?;
        let source = Source { housed: self, format, path: self.shown() };
        let mut file = None;
        let mut before = self.before(format);
        let alone = items.len() == 1;
        let loaded = items.into_iter().map(|item| {
            let before = before.as_mut().map(|before| taken(before, item.origin.id.as_deref(), alone));
            let file = if alone && item.document.text.as_bytes() == bytes {
                Numbered::of_document(&item.document)
            } else {
                numbered(&mut file, &item.origin, &bytes)
            };
            source.loaded(item, file, before)
        });
        Ok(loaded.collect())
    }

    /// How the stories of the file read before; what was no story before is a new one now.
    fn before(&self, format: Format) -> Option<Vec<Item>> {
        let before = self.named.before.as_ref()?;
        Some(document::read(before, format, &self.limits).unwrap_or_default())
    }

    fn bytes(&self) -> Result<Vec<u8>, Unreadable> {
        let path = &self.named.path;
        if let Some(bytes) = &self.named.staged {
            return Ok(bytes.clone());
        }
        if is_stdin(path) {
            return self.whole(io::stdin().lock(), 0);
        }
        let file = File::open(path)?;
        let length = file.metadata()?.len();
        self.whole(file, length)
    }

    /// All that there is to read, of which so many bytes are known of beforehand. Of what is too long, no more is read
    /// than shows it.
    fn whole(&self, input: impl Read, length: u64) -> Result<Vec<u8>, Unreadable> {
        self.limits.admit(length)?;
        let mut bytes = Vec::new();
        bytes.try_reserve_exact(length as usize).map_err(io::Error::from)?;
        input.take(self.limits.file.saturating_add(1)).read_to_end(&mut bytes)?;
        self.limits.admit(bytes.len() as u64)?;
        Ok(bytes)
    }

    /// Whether the file can be opened.
    pub(super) fn is_there(&self) -> Result<(), FileFailure> {
        let path = &self.named.path;
        if is_stdin(path) || self.named.staged.is_some() {
            return Ok(());
        }
        File::open(path).map(drop).map_err(|why| FileFailure::new(path, why))
    }

    /// Whether the file is so long that several threads read one story of it.
    pub(super) fn is_long(&self) -> bool {
        !is_stdin(&self.named.path) && fs::metadata(&self.named.path).is_ok_and(|about| about.len() > LONG)
    }

    /// Begins to read the stories of an archive.
    pub(super) fn open(&self, format: Format) -> io::Result<Archive<Box<dyn BufRead + '_>>> {
        let path = &self.named.path;
        let input: Box<dyn BufRead> = match &self.named.staged {
            Some(bytes) => Box::new(bytes.as_slice()),
            None if is_stdin(path) => Box::new(BufReader::with_capacity(BUFFER, io::stdin())),
            None => Box::new(BufReader::with_capacity(BUFFER, File::open(path)?)),
        };
        Ok(Archive::new(input, format, self.limits))
    }

    /// A story of an archive.
    pub(super) fn loaded(&self, item: Item, format: Format) -> Loaded {
        let file = numbered(&mut None, &item.origin, &[]);
        Source { housed: self, format, path: self.shown() }.loaded(item, file, None)
    }

    fn shown(&self) -> String {
        self.goes_by.as_deref().map_or_else(|| "<stdin>".to_owned(), |path| path.display().to_string())
    }
}

impl Source<'_> {
    fn loaded(&self, Item { document, origin, .. }: Item, file: Numbered, before: Option<Document>) -> Loaded {
        let Housed { named, house, place, goes_by, limits, .. } = self.housed;
        Loaded {
            at: named.path.clone(),
            path: self.path.clone(),
            format: self.format,
            limits: *limits,
            file,
            document,
            origin,
            house: Arc::clone(house),
            place: place.clone(),
            goes_by: goes_by.clone(),
            before,
        }
    }
}

/// What places in a story are counted in. `last` is that of the story before: those of one file share theirs.
fn numbered(last: &mut Option<Numbered>, origin: &Origin, bytes: &[u8]) -> Numbered {
    let ground = origin.ground.text();
    let is_same = |last: &&Numbered| ground.is_none_or(|text| last.is_of(text));
    if let Some(last) = last.as_ref().filter(is_same) {
        return last.clone();
    }
    let text = match ground {
        Some(text) => Arc::clone(text),
        // A document was read, so the bytes are UTF-8: nothing is lost.
        None => String::from_utf8_lossy(bytes).into(),
    };
    last.insert(Numbered::new(text)).clone()
}

/// How a story read before: that of the same name in the file, or the only one. What is not there is new.
fn taken(before: &mut Vec<Item>, id: Option<&str>, alone: bool) -> Document {
    let is_same = |item: &Item| item.origin.id.as_deref() == id;
    let found = before.iter().position(is_same).or_else(|| (alone && before.len() == 1).then_some(0));
    found.map(|index| before.swap_remove(index).document).unwrap_or_default()
}
