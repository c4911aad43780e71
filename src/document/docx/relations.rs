//! What leads from one part of a Word document to others, and out of it.

use std::{collections::HashMap, rc::Rc};

use crate::document::{
    DocumentError, Limits,
    package::Package,
    xml::{Piece, Pieces},
};

/// The relations of one part.
#[derive(Debug, Default)]
pub(super) struct Relations {
    by_id: HashMap<String, Rc<str>>,
    /// The last word of the kind of each, and where it leads.
    by_kind: HashMap<String, String>,
    /// The folder of the part, with a slash behind it.
    folder: String,
}

impl Relations {
    /// Those of a part of a package; of the package itself where the name is empty.
    ///
    /// # Errors
    /// As those of [`Package::part`].
    pub(super) fn of(package: &mut Package<'_>, part: &str, limits: &Limits) -> Result<Self, DocumentError> {
        let split = part.rfind('/').map_or(0, |slash| slash + 1);
        let (folder, file) = part.split_at(split);
        let mut relations = Self { folder: folder.to_owned(), ..Self::default() };
        let name = format!("{folder}_rels/{file}.rels");
        if let Some(text) = package.part(&name)? {
            relations.read(&text, limits).map_err(|error| package.in_part(&name, error))?;
        }
        Ok(relations)
    }

    fn read(&mut self, text: &str, limits: &Limits) -> Result<(), DocumentError> {
        let mut pieces = Pieces::new(text, limits);
        while let Some(piece) = pieces.next()? {
            let Piece::Open(tag) = piece else { continue };
            let (Some(id), Some(target)) = (tag.attribute("Id"), tag.attribute("Target")) else { continue };
            let kind = tag.attribute("Type").unwrap_or_default();
            let kind = kind.rsplit('/').next().unwrap_or_default();
            self.by_kind.entry(kind.to_owned()).or_insert_with(|| target.clone());
            self.by_id.insert(id, target.into());
        }
        Ok(())
    }

    /// The part that a relation of some kind leads to: "styles".
    pub(super) fn part(&self, kind: &str) -> Option<String> {
        let target = self.by_kind.get(kind)?;
        let whole = match target.strip_prefix('/') {
            Some(from_root) => from_root.to_owned(),
            None => format!("{}{target}", self.folder),
        };
        let mut path: Vec<&str> = Vec::new();
        for step in whole.split('/') {
            match step {
                "" | "." => {}
                ".." => _ = path.pop(),
                step => path.push(step),
            }
        }
        Some(path.join("/"))
    }

    /// Where the relation of this id leads.
    pub(super) fn target(&self, id: &str) -> Option<&Rc<str>> {
        self.by_id.get(id)
    }
}
