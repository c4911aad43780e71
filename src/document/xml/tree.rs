//! Where each element of a file stands among the others: what leads to it, an `XPath`.

use std::collections::HashMap;

use super::{Piece, Pieces, Tag};
use crate::document::{Document, DocumentError, Item, Limits, Pointer};

/// A path is not longer, in bytes: what stands deeper has that of the last element which it can tell.
const LONGEST: usize = 256;

/// The pieces of a file, with the way to each.
pub(in crate::document) struct Tree<'a> {
    pieces: Pieces<'a>,
    /// The elements that are open, and what stands around them all.
    open: Vec<Open>,
    steps: Vec<Step>,
}

/// An element on the way to a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::document) struct StepId(usize);

/// An element that is open.
struct Open {
    name: String,
    /// Its number among those of its name, from 1.
    number: usize,
    /// The step to it, once something in it has been pointed to.
    step: Option<StepId>,
    children: HashMap<String, Children>,
}

/// The elements of one name in another.
#[derive(Default)]
struct Children {
    count: usize,
    /// The step to the first of them.
    first: Option<StepId>,
}

/// A story, and the ways to its parts, whose names are not known before the file has been read.
#[derive(Debug, Default)]
pub(in crate::document) struct Draft {
    pub(in crate::document) document: Document,
    /// What the file calls it.
    pub(in crate::document) id: Option<String>,
    /// In order.
    pub(in crate::document) ways: Vec<Way>,
}

/// The way to a stretch of a story in its file.
#[derive(Clone, Copy, Debug)]
pub(in crate::document) struct Way {
    /// Where the stretch begins, in bytes of the text.
    pub(in crate::document) start: usize,
    pub(in crate::document) step: StepId,
}

struct Step {
    parent: Option<StepId>,
    name: String,
    number: usize,
    /// Whether no other of that name stands beside it.
    is_alone: bool,
    /// Bytes of the path to it, at most.
    length: usize,
}

impl<'a> Tree<'a> {
    /// Begins to read a file.
    pub(in crate::document) fn new(file: &'a str, limits: &Limits) -> Self {
        let around = Open { name: String::new(), number: 1, step: None, children: HashMap::new() };
        Self { pieces: Pieces::new(file, limits), open: vec![around], steps: Vec::new() }
    }

    /// The next piece; none at the end.
    ///
    /// # Errors
    /// As those of [`Pieces::next`].
    pub(in crate::document) fn next(&mut self) -> Result<Option<Piece<'a>>, DocumentError> {
        let piece = self.pieces.next()?;
        match &piece {
            Some(Piece::Open(tag)) => self.opened(tag),
            Some(Piece::Close) => self.closed(),
            _ => {}
        }
        Ok(piece)
    }

    fn opened(&mut self, tag: &Tag<'_>) {
        let name = tag.name();
        let mut number = 1;
        if let Some(around) = self.open.last_mut() {
            let children = around.children.entry(name.clone()).or_default();
            children.count += 1;
            number = children.count;
        }
        self.open.push(Open { name, number, step: None, children: HashMap::new() });
    }

    fn closed(&mut self) {
        if self.open.len() > 1
            && let Some(closed) = self.open.pop()
        {
            self.count(&closed);
        }
    }

    /// Notes which of the elements in another had no like.
    fn count(&mut self, around: &Open) {
        let single = around.children.values().filter(|children| children.count == 1);
        for step in single.filter_map(|children| children.first) {
            self.steps[step.0].is_alone = true;
        }
    }

    /// How many elements are open.
    pub(in crate::document) fn depth(&self) -> usize {
        self.open.len() - 1
    }

    /// The name of the innermost element, without the prefix of its namespace.
    pub(in crate::document) fn name(&self) -> &str {
        self.open.last().map_or("", |open| open.name.as_str())
    }

    /// The name of the element around it.
    pub(in crate::document) fn parent(&self) -> &str {
        self.open.iter().rev().nth(1).map_or("", |open| open.name.as_str())
    }

    /// The step to the element that was the last opened when so many were open.
    pub(in crate::document) fn step(&mut self, depth: usize) -> Option<StepId> {
        let depth = depth.min(self.depth());
        let known = (1..=depth).rev().find(|at| self.open[*at].step.is_some()).unwrap_or_default();
        (known + 1..=depth).fold(self.open[known].step, |parent, at| self.go_on(parent, at))
    }

    /// The step from another to the element at a depth, not zero; the same again where the path would be too long.
    fn go_on(&mut self, parent: Option<StepId>, depth: usize) -> Option<StepId> {
        let Open { name, number, .. } = &self.open[depth];
        let (name, number) = (name.clone(), *number);
        let before = parent.map_or(0, |parent| self.steps[parent.0].length);
        let length = before + format!("/{name}[{number}]").len();
        let mut step = parent;
        if length <= LONGEST || parent.is_none() {
            step = Some(StepId(self.steps.len()));
            if let Some(children) = self.open[depth - 1].children.get_mut(&name).filter(|_| number == 1) {
                children.first = step;
            }
            self.steps.push(Step { parent, name, number, is_alone: false, length });
        }
        self.open[depth].step = step;
        step
    }

    /// The path to an element, by the names of elements without their prefixes. It holds once the file is at its end.
    fn path(&self, step: StepId) -> String {
        let mut next = Some(step);
        let mut steps = Vec::new();
        while let Some(step) = next {
            let step = &self.steps[step.0];
            steps.push(if step.is_alone {
                format!("/{}", step.name)
            } else {
                format!("/{}[{}]", step.name, step.number)
            });
            next = step.parent;
        }
        steps.reverse();
        steps.concat()
    }

    /// The stories that have been read from the file, which is at its end.
    pub(in crate::document) fn finish(mut self, drafts: Vec<Draft>) -> Vec<Item> {
        while let Some(open) = self.open.pop() {
            self.count(&open);
        }
        let items = drafts.into_iter().map(|Draft { document, id, ways }| {
            let mut item = Item::from(document);
            item.origin.id = id;
            let paths = ways.into_iter().map(|way| Pointer { start: way.start, path: self.path(way.step) });
            item.origin.pointers = paths.collect();
            item
        });
        Item::tell_apart(items.collect())
    }
}
