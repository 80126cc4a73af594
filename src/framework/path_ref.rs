//! Where a walk through a value is, without any allocation until somebody asks.

use crate::wire::{Path, Str};

/// The way from the root to where a walk is. A [`Path`] is made of it only when something is to be reported.
#[derive(Clone, Copy, Debug)]
pub(crate) enum PathRef<'a> {
    /// At the root.
    Root,
    /// In an object's attribute.
    Attribute(&'a PathRef<'a>, &'a str),
    /// In a map's element.
    Key(&'a PathRef<'a>, &'a Str),
    /// In a list's element.
    Index(&'a PathRef<'a>, usize),
}

impl PathRef<'_> {
    /// The path from the root to here.
    pub(crate) fn path(&self) -> Path {
        match self {
            Self::Root => Path::root(),
            Self::Attribute(parent, name) => parent.path().then_attribute(*name),
            Self::Key(parent, key) => parent.path().then_key((*key).clone()),
            Self::Index(parent, index) => parent.path().then_index(*index),
        }
    }
}
