//! Typed models: Rust structs that values are read into and written from.

mod convert;
mod define;

use std::fmt;

use crate::wire::{Path, Step, Value};

#[doc(hidden)]
pub use define::{FieldNames, field, show};

/// One attribute's value in a typed model.
///
/// A collection that may hold unknown elements is an `Attr<Vec<Attr<T>>>`: `Attr<Vec<T>>` refuses them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Attr<T> {
    /// No value.
    #[default]
    Null,
    /// A value that will be known later.
    Unknown,
    /// A value.
    Known(T),
}

impl<T> Attr<T> {
    /// The value, when there is one.
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known(value) => Some(value),
            _ => None,
        }
    }

    /// The value, when there is one, by move.
    pub fn into_known(self) -> Option<T> {
        match self {
            Self::Known(value) => Some(value),
            _ => None,
        }
    }

    /// Whether it is null.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Whether it is unknown.
    pub fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown)
    }

    /// Null stays null, unknown stays unknown, a value is changed.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Attr<U> {
        match self {
            Self::Null => Attr::Null,
            Self::Unknown => Attr::Unknown,
            Self::Known(value) => Attr::Known(change(value)),
        }
    }
}

impl<T> From<Option<T>> for Attr<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Known)
    }
}

/// A value that does not fit a model's type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConvertError {
    /// Where in the value.
    pub path: Path,
    /// What was expected and what was there, without the value's text (it may be secret).
    pub problem: String,
}

impl ConvertError {
    /// An error about the whole value.
    pub fn new(problem: impl Into<String>) -> Self {
        Self { path: Path::root(), problem: problem.into() }
    }

    /// The same error, seen from one step further out.
    #[must_use]
    pub fn within(self, step: Step) -> Self {
        Self { path: self.path.under(step), ..self }
    }
}

impl fmt::Display for ConvertError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_root() {
            write!(f, "{}", self.problem)
        } else {
            write!(f, "{}: {}", self.path, self.problem)
        }
    }
}

impl std::error::Error for ConvertError {}

/// Can be read from a value.
pub trait FromValue: Sized {
    /// Reads a value; where the Rust type has no null or unknown, those are errors.
    fn from_value(value: &Value) -> Result<Self, ConvertError>;
}

/// Can be written as a value.
pub trait ToValue {
    /// The value, with every attribute of the schema.
    fn to_value(&self) -> Value;
}

/// A struct with one field for each attribute of a schema, made with the [`model!`](crate::model) macro.
pub trait Model: FromValue + ToValue + Clone + fmt::Debug + Send + Sync + 'static {
    /// The attributes' names, which must be the schema's: the framework checks this when it starts.
    fn fields() -> Vec<&'static str>;

    /// The attributes' values, in the order of their names.
    fn values(&self) -> Vec<Value>;

    /// A model in which every attribute is null.
    fn null() -> Self;
}

/// The identity of a resource that has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NoIdentity;

#[cfg(test)]
mod tests;
