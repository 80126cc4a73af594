//! Attribute paths: where in a configuration a diagnostic or a replacement points.

use std::fmt;

use super::Str;

/// One step of a [`Path`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Into an object's attribute.
    Attribute(Str),
    /// Into a map's element.
    Key(Str),
    /// Into a list's or tuple's element, counted from 0. A set's elements have no step: point at the set.
    Index(i64),
}

impl Step {
    /// Into the element at this place, counted from 0.
    pub fn index(index: usize) -> Self {
        Self::Index(i64::try_from(index).unwrap_or(i64::MAX))
    }
}

/// A way from a value's root to a part of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path(Vec<Step>);

impl Path {
    /// The whole value.
    pub fn root() -> Self {
        Self::default()
    }

    /// An attribute of the root.
    pub fn attribute(name: impl Into<Str>) -> Self {
        Self(vec![Step::Attribute(name.into())])
    }

    /// This path, one step further.
    #[must_use]
    pub fn then(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }

    /// This path, one step further into an object's attribute.
    #[must_use]
    pub fn then_attribute(&self, name: impl Into<Str>) -> Self {
        self.then(Step::Attribute(name.into()))
    }

    /// This path, one step further into a map's element.
    #[must_use]
    pub fn then_key(&self, key: impl Into<Str>) -> Self {
        self.then(Step::Key(key.into()))
    }

    /// This path, one step further into a list's or tuple's element, counted from 0.
    #[must_use]
    pub fn then_index(&self, index: usize) -> Self {
        self.then(Step::index(index))
    }

    /// The same place seen from one step further out.
    pub(crate) fn under(mut self, step: Step) -> Self {
        self.0.insert(0, step);
        self
    }

    /// The steps from the root.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// Whether this is the whole value.
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, step) in self.0.iter().enumerate() {
            match step {
                Step::Attribute(name) if place == 0 => write!(f, "{name}")?,
                Step::Attribute(name) => write!(f, ".{name}")?,
                Step::Key(key) => write!(f, "[{key:?}]")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}
