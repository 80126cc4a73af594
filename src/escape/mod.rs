//! Text from elsewhere into a language: one function for each language, and it is the only way in.
//!
//! A name, a query or a server's word may hold anything. Each function here writes it so that the language's own parser
//! reads exactly that text back and nothing more, by that language's own definition of line breaks and controls. Its
//! answer is a [`Safe`] of that language: what writes the language takes nothing else, so that the compiler refuses a
//! text that was not escaped.
//!
//! What nobody can see ([`is_invisible`]) is written as an escape everywhere, so that no text looks like another one.

mod comment;
mod hcl;
mod invisible;
mod log;
mod markup;
mod safe;
mod terminal;
mod yaml;

#[cfg(test)]
mod tests;

pub use comment::{hcl_comment, sql_comment, yaml_comment};
pub use hcl::{Heredoc, hcl_heredoc, hcl_string};
pub use invisible::is_invisible;
pub use log::log;
pub use markup::{html, markdown};
pub use safe::{
    Hcl, HclComment, Html, Language, Log, Markdown, Safe, SqlComment, Terminal, Yaml, YamlComment,
};
pub use terminal::terminal;
pub use yaml::{yaml_number, yaml_scalar};
