//! The protocol's own encoding: msgpack, directed by a type.
//!
//! An unknown value is an extension. What is written is what Terraform itself would write, byte for byte, only that
//! refinements of unknowns are left out.

mod decode;
mod encode;
mod reader;

pub use decode::decode;
pub use encode::encode;
