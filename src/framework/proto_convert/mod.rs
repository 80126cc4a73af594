//! The protocol's messages, to and from what the framework works with.

mod diagnostic;
mod function;
mod schema;
mod value;

pub(crate) use diagnostic::{clean, diagnostics, path};
pub(crate) use function::function;
pub(crate) use schema::{identity_schema, schema};
pub(crate) use value::{identity, read, read_identity, read_json, write};
