//! Values -> HCL text that `terraform fmt` leaves as it is. Pure: no I/O, no schema.
//!
//! The rules are HCL's native syntax specification and what `terraform fmt` of 1.11 and 1.15 does; the tests ask both.

mod body;
mod expression;
mod heredoc;
mod identifier;
mod quoted;

pub use body::{Block, Body};
pub use expression::Expression;
pub use identifier::{Labels, label};
pub use quoted::{address, unquoted};

#[cfg(test)]
mod tests;
