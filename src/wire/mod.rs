//! Bytes to values and back: Terraform's types, its values with null and unknown, msgpack, JSON and attribute paths.
//!
//! Pure: no I/O, no async. Every decoder is directed by a [`Type`] and bounded in depth and length, because what it
//! reads comes from another process.

mod decimal;
mod equality;
mod error;
pub mod json;
pub mod msgpack;
mod nfc;
mod number;
mod path;
#[cfg(test)]
mod tests;
mod type_json;
mod types;
mod value;

pub use error::{DecodeError, DecodeProblem, EncodeError, EncodeProblem, TypeError};
pub use number::Number;
pub use path::{Path, Step};
pub use types::{ObjectType, Type};
pub use value::{Object, Value};

/// A string that is cheap to clone: a 5 MiB query exists once, however many values hold it.
pub type Str = std::sync::Arc<str>;

/// How many levels a type or a value may nest: far more than any schema needs, and far less than the stack holds.
pub const MAX_DEPTH: usize = 100;
