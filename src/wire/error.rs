//! What can be wrong with bytes, values and types. No error holds the text of a value: it may be a secret.

use super::json::SyntaxError;
use super::{Path, Step, Str};

/// A value that can't be read: where, and why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{problem}", place(.path))]
pub struct DecodeError {
    /// Where in the value.
    pub path: Path,
    /// Why.
    pub problem: DecodeProblem,
}

/// Why a value can't be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeProblem {
    /// The message stops in the middle of a value, or a length is announced that can't be there.
    #[error("the message ends before the value does")]
    Truncated,
    /// The value is complete and more bytes follow.
    #[error("the message goes on after the value")]
    Trailing,
    /// More levels than [`super::MAX_DEPTH`].
    #[error("the value is nested too deeply")]
    TooDeep,
    /// A value of another shape than the type has.
    #[error("{expected} is required, and {found} is given")]
    Unexpected {
        /// What the type asks for.
        expected: &'static str,
        /// What is there.
        found: &'static str,
    },
    /// A tuple, or a dynamic value's pair, of another length.
    #[error("{expected} elements are required, and {found} are given")]
    Length {
        /// How many the type asks for.
        expected: usize,
        /// How many are there.
        found: usize,
    },
    /// Text that isn't UTF-8.
    #[error("text is not UTF-8")]
    NotUtf8,
    /// NaN, or text in a number's place that is no decimal number.
    #[error("this is not a number")]
    NotANumber,
    /// A msgpack extension other than the unknowns.
    #[error("an extension of type {0} is not an unknown value")]
    Extension(i8),
    /// An attribute of the type that isn't there.
    #[error("attribute {0:?} is missing")]
    MissingAttribute(Str),
    /// An attribute that the type doesn't have.
    #[error("attribute {0:?} is not supported")]
    UnsupportedAttribute(Str),
    /// One attribute or map key twice.
    #[error("key {0:?} is given twice")]
    DuplicateKey(Str),
    /// Text that isn't JSON.
    #[error(transparent)]
    Json(SyntaxError),
    /// The type that a dynamic value travels with.
    #[error("the value's type can't be read: {0}")]
    Type(TypeError),
}

/// A value that can't be written: where, and why. It means a mistake in the caller, not in its input.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{problem}", place(.path))]
pub struct EncodeError {
    /// Where in the value.
    pub path: Path,
    /// Why.
    pub problem: EncodeProblem,
}

/// Why a value can't be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EncodeProblem {
    /// A value of another shape than the type has.
    #[error("the value doesn't have the type {expected}")]
    Mismatch {
        /// What the type asks for.
        expected: &'static str,
    },
    /// A tuple of another length.
    #[error("{expected} elements are required, and {found} are given")]
    Length {
        /// How many the type asks for.
        expected: usize,
        /// How many are there.
        found: usize,
    },
    /// An attribute of the type that isn't there.
    #[error("attribute {0:?} is missing")]
    MissingAttribute(Str),
    /// An attribute that the type doesn't have.
    #[error("attribute {0:?} is not supported")]
    UnsupportedAttribute(Str),
    /// NaN, an infinity in JSON, or text held as a number that is no decimal number.
    #[error("the number can't be written")]
    NotANumber,
    /// JSON has no unknown values.
    #[error("an unknown value has no JSON form")]
    Unknown,
    /// More than 2^32-1 bytes or elements.
    #[error("the value is too long")]
    TooLong,
}

/// A type's JSON that can't be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TypeError {
    /// Text that isn't JSON.
    #[error(transparent)]
    Json(SyntaxError),
    /// JSON that isn't a type.
    #[error("{0} is not a type")]
    NotAType(&'static str),
    /// An attribute name given twice, or an optional one that isn't an attribute.
    #[error("attribute {0:?} is given twice, or is optional and not an attribute")]
    Attributes(Str),
    /// More levels than [`super::MAX_DEPTH`].
    #[error("the type is nested too deeply")]
    TooDeep,
}

/// What a decoder or encoder returns from inside a value: its errors learn their path on the way out, so that
/// nothing is spent on paths while all goes well.
pub(super) trait AddStep: Sized {
    /// The error as seen from one step further out.
    fn under(self, step: impl FnOnce() -> Step) -> Self;
}

impl<T> AddStep for Result<T, DecodeError> {
    fn under(self, step: impl FnOnce() -> Step) -> Self {
        self.map_err(|error| DecodeError { path: error.path.under(step()), ..error })
    }
}

impl<T> AddStep for Result<T, EncodeError> {
    fn under(self, step: impl FnOnce() -> Step) -> Self {
        self.map_err(|error| EncodeError { path: error.path.under(step()), ..error })
    }
}

impl From<DecodeProblem> for DecodeError {
    fn from(problem: DecodeProblem) -> Self {
        Self { path: Path::root(), problem }
    }
}

impl From<EncodeProblem> for EncodeError {
    fn from(problem: EncodeProblem) -> Self {
        Self { path: Path::root(), problem }
    }
}

fn place(path: &Path) -> String {
    if path.is_root() { String::new() } else { format!("{path}: ") }
}
