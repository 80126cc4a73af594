//! What can stand behind an `=`.

use super::heredoc::heredoc;
use crate::escape::{Hcl, Safe, hcl_string};

/// How far each level of nesting is moved in.
pub(super) const STEP: usize = 2;

/// An HCL expression. Texts may hold anything: they are escaped here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expression {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Number(i64),
    /// A text on one line, between quotes.
    Text(String),
    /// A text that is a heredoc where it has several lines and reads well as one; its marker begins with `marker`,
    /// a word of capital letters. Else like [`Expression::Text`].
    Lines {
        /// The text.
        text: String,
        /// Says what the lines are, such as `SQL`.
        marker: &'static str,
    },
    /// `[…]` on one line.
    List(Vec<Self>),
    /// `{…}` with one line an entry; keys must be identifiers.
    Object(Vec<(Safe<Hcl>, Self)>),
    /// HCL that is written as it is: an address or a call.
    Verbatim(Safe<Hcl>),
}

impl Expression {
    /// A text on one line, between quotes.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// The HCL, in a body whose lines stand at `indent` blanks. Only the first line does without them.
    pub(super) fn render(&self, indent: usize) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Bool(value) => value.to_string(),
            Self::Number(value) => value.to_string(),
            Self::Text(text) => hcl_string(text).into_string(),
            Self::Lines { text, marker } => match heredoc(text, marker, indent + STEP) {
                Some(heredoc) if heredoc.after.is_empty() => heredoc.text,
                Some(heredoc) => {
                    format!("{}{}\n{:indent$}{}", heredoc.before, heredoc.text, "", heredoc.after)
                }
                None => hcl_string(text).into_string(),
            },
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(|item| item.render(indent)).collect();
                format!("[{}]", items.join(", "))
            }
            Self::Object(entries) if entries.is_empty() => "{}".to_owned(),
            Self::Object(entries) => {
                let lines: Vec<(Safe<Hcl>, &Self)> =
                    entries.iter().map(|(key, value)| (key.clone(), value)).collect();
                format!("{{\n{}{:indent$}}}", aligned(&lines, indent + STEP), "")
            }
            Self::Verbatim(hcl) => hcl.to_string(),
        }
    }

    /// Whether `terraform fmt` lines its `=` up with those of the lines around it: not where a bracket stays open at
    /// the end of the first line.
    fn is_aligned(&self, rendered: &str) -> bool {
        let opens = match self {
            Self::Object(_) => true,
            Self::Lines { .. } => !rendered.starts_with('<'),
            _ => false,
        };
        !(opens && rendered.contains('\n'))
    }
}

/// Attributes on consecutive lines, with their `=` in one column.
pub(super) fn aligned(attributes: &[(Safe<Hcl>, &Expression)], indent: usize) -> String {
    let rendered: Vec<(&str, String, bool)> = attributes
        .iter()
        .map(|(name, value)| {
            let text = value.render(indent);
            let aligned = value.is_aligned(&text);
            (name.as_str(), text, aligned)
        })
        .collect();
    let mut out = String::new();
    for group in rendered.chunk_by(|one, other| one.2 && other.2) {
        let width = group.iter().map(|(name, ..)| name.chars().count()).max().unwrap_or(0);
        for (name, text, _) in group {
            out.push_str(&format!("{:indent$}{name:width$} = {text}\n", ""));
        }
    }
    out
}
