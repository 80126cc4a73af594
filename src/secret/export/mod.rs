//! An export, as `result` has it, read into parts of which each is known to be harmless or not.
//!
//! Three written forms are known: a URL of one of the `schemes`, `connection:table`, and a JSON object whose `type` is
//! one of them. What is shown of an export is made of harmless parts only; what is compared is every part but secrets:
//! these are two questions, and a part may be compared without being shown.

mod connection;
mod drift;
mod json;
mod mask;
mod schemes;
mod url;

#[cfg(test)]
mod tests;

use percent_encoding::percent_decode_str;
use serde_json::Value;

pub use drift::{Difference, Remembered};
use mask::{HIDDEN, is_long_mask, is_mask};

/// What may be done with a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    /// Shown and compared.
    Harmless,
    /// Compared, never shown: nobody knows whether it is a secret.
    Hidden,
    /// A secret: neither shown nor compared.
    Secret,
}

/// One part of an export.
#[derive(Clone, Debug)]
struct Part {
    /// Such as `host`, `path`, `settings.format`.
    name: String,
    class: Class,
    value: Value,
}

impl Part {
    fn new(name: impl Into<String>, class: Class, value: impl Into<Value>) -> Self {
        Self { name: name.into(), class, value: value.into() }
    }

    /// Whether a mask stands where the value was.
    fn is_masked(&self) -> bool {
        let Value::String(text) = &self.value else { return false };
        match self.name.as_str() {
            "password" => !text.is_empty() && is_mask(text),
            "path" | "place" => text.split(['/', ':', '@', '?', '&', '=']).any(is_long_mask),
            _ => is_long_mask(text),
        }
    }
}

/// The form in which an export is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// There is no export.
    None,
    Url,
    Connection,
    Json,
    /// It is not understood.
    Unknown,
}

/// An export, understood as far as possible.
#[derive(Clone, Debug)]
pub struct Export {
    form: Form,
    parts: Vec<Part>,
    shown: String,
    /// Texts that a redactor has to know beside the hidden parts.
    secrets: Vec<String>,
}

/// The shortest text of a part that may be a secret, or may be a plain word, that the redactor takes out.
const LEAST_HIDDEN: usize = 8;

/// The same for a piece of a text that is not understood.
const LEAST_PIECE: usize = 12;

impl Export {
    /// Reads a `result`. Blanks, invisible characters and a byte order mark around it, and capitals in the scheme, mean
    /// nothing. Never fails: what is in no known form is one part that is not shown.
    pub fn read(result: &str) -> Self {
        let text = bare(result);
        if text.is_empty() {
            return Self { form: Form::None, parts: Vec::new(), shown: String::new(), secrets: Vec::new() };
        }
        json::read(text)
            .or_else(|| url::read(text))
            .or_else(|| connection::read(text))
            .unwrap_or_else(|| Self::unknown(text))
    }

    /// The whole text is the secret; answers may repeat only a piece of it, so that each long one is one, too.
    fn unknown(text: &str) -> Self {
        let ends_piece = |one: char| !(one.is_alphanumeric() || matches!(one, '_' | '-' | '.' | '+' | '%'));
        let pieces = text.split(ends_piece).filter(|piece| piece.len() >= LEAST_PIECE).map(str::to_owned);
        Self {
            form: Form::Unknown,
            parts: vec![Part::new("text", Class::Hidden, text)],
            shown: HIDDEN.into(),
            secrets: pieces.chain([text.to_owned()]).collect(),
        }
    }

    /// The export as it may be shown: only parts that are known to be harmless, `***` for all others; "" when there is
    /// none.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// Whether there is no export.
    pub fn is_none(&self) -> bool {
        self.form == Form::None
    }

    /// Whether a mask stands in place of one of its parts, so that the text was copied from something shown.
    pub fn is_masked(&self) -> bool {
        self.parts.iter().any(Part::is_masked)
    }

    /// Whether there is a real password in its URL, which TD never shows: somebody wrote it.
    pub fn holds_password(&self) -> bool {
        let passwords = self.parts.iter().filter(|part| part.name == "password");
        passwords.filter_map(|part| part.value.as_str()).any(|password| !is_mask(password))
    }

    /// What the redactor has to take out of every text: each part that is not known to be harmless, as it is written
    /// and percent-decoded.
    pub fn secrets(&self) -> Vec<String> {
        let mut found = self.secrets.clone();
        for part in &self.parts {
            let Value::String(text) = &part.value else {
                if part.class == Class::Secret && part.value.is_number() {
                    found.push(part.value.to_string());
                }
                continue;
            };
            match part.class {
                Class::Harmless => {}
                Class::Secret => found.push(text.clone()),
                Class::Hidden => {
                    let whole = text.trim_matches('/');
                    let pieces = text.split('/').chain([whole]);
                    found.extend(pieces.filter(|piece| piece.len() >= LEAST_HIDDEN).map(str::to_owned));
                }
            }
        }
        let decoded: Vec<String> =
            found.iter().map(|text| percent_decode_str(text).decode_utf8_lossy().into_owned()).collect();
        found.extend(decoded);
        found.retain(|text| !text.is_empty() && !is_mask(text));
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// The text without what is invisible at its ends.
fn bare(text: &str) -> &str {
    let invisible =
        |one: char| one.is_whitespace() || matches!(one, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}');
    text.trim_matches(invisible)
}

/// Whether a text is one plain word, name or path: nothing in it can end a part or begin another one.
fn is_plain(text: &str) -> bool {
    text.chars().all(|one| one.is_alphanumeric() || "._-~%+,/*|$".contains(one))
}

/// A name that stands for one that must not be shown nor kept: no more than its tag.
fn name_of(scheme: &schemes::Scheme, setting: &str) -> String {
    if scheme.names(setting) { setting.to_owned() } else { format!("#{:04x}", drift::tag("name", setting)) }
}

/// The class of a setting with a text as its value.
fn class_of(scheme: &schemes::Scheme, setting: &str, value: &str) -> Class {
    match setting {
        _ if scheme.is_harmless(setting) && is_plain(value) => Class::Harmless,
        _ if scheme.is_harmless(setting) => Class::Hidden,
        _ if schemes::tells(setting) => Class::Secret,
        _ => Class::Hidden,
    }
}
