//! Tagged tokens as an input for nom, and the parsers of single tokens that the grammars are made of.

use std::{iter::Enumerate, slice::Iter};

use nom::{IResult, Input, Needed, Offset, Parser, error::ErrorKind};

use crate::{
    lexicon::Class,
    prose::{Tag, Tagged},
};

/// A run of tagged tokens; what a grammar over words reads.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words<'a>(pub(crate) &'a [Tagged]);

/// What a grammar over words gives.
pub(crate) type Parsed<'a, T> = IResult<Words<'a>, T>;

impl<'a> Input for Words<'a> {
    type Item = &'a Tagged;
    type Iter = Iter<'a, Tagged>;
    type IterIndices = Enumerate<Iter<'a, Tagged>>;

    fn input_len(&self) -> usize {
        self.0.len()
    }

    fn take(&self, index: usize) -> Self {
        Self(&self.0[..index])
    }

    fn take_from(&self, index: usize) -> Self {
        Self(&self.0[index..])
    }

    fn take_split(&self, index: usize) -> (Self, Self) {
        (self.take_from(index), self.take(index))
    }

    fn position<P: Fn(Self::Item) -> bool>(&self, predicate: P) -> Option<usize> {
        self.0.iter().position(predicate)
    }

    fn iter_elements(&self) -> Self::Iter {
        self.0.iter()
    }

    fn iter_indices(&self) -> Self::IterIndices {
        self.0.iter().enumerate()
    }

    fn slice_index(&self, count: usize) -> Result<usize, Needed> {
        if count <= self.0.len() { Ok(count) } else { Err(Needed::new(count - self.0.len())) }
    }
}

impl Offset for Words<'_> {
    /// How far `second`, a later rest of the same run, is from the start.
    fn offset(&self, second: &Self) -> usize {
        self.0.len() - second.0.len()
    }
}

/// One token that satisfies the condition.
pub(crate) fn word<'a>(
    condition: impl Fn(&Tagged) -> bool,
) -> impl Parser<Words<'a>, Output = &'a Tagged, Error = nom::error::Error<Words<'a>>> {
    move |input: Words<'a>| match input.0.split_first() {
        Some((first, rest)) if condition(first) => Ok((Words(rest), first)),
        _ => Err(nom::Err::Error(nom::error::Error::new(input, ErrorKind::Satisfy))),
    }
}

/// One token of this part of speech.
pub(crate) fn tagged<'a>(
    tag: Tag,
) -> impl Parser<Words<'a>, Output = &'a Tagged, Error = nom::error::Error<Words<'a>>> {
    word(move |word| word.tag == tag)
}

/// One token of this class.
pub(crate) fn of_class<'a>(
    class: Class,
) -> impl Parser<Words<'a>, Output = &'a Tagged, Error = nom::error::Error<Words<'a>>> {
    word(move |word| word.classes.has(class))
}
