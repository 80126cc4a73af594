//! What a configuration may hold, by its schema alone: Terraform checks types and names, and leaves all of this to
//! providers.

mod piecewise;
mod required;
mod walk;
mod words;

pub(crate) use piecewise::piecewise;
pub(crate) use required::for_import;
pub(crate) use walk::check;

#[cfg(test)]
mod tests;
