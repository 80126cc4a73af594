//! What is remembered of an export, and what differs from it: every part but secrets.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{Class, Export, Form, Part};

/// An export as it was at TD's answer to a write, without anything that is or may be a secret, so that it may be kept
/// beside the state.
///
/// Of a part that is not known to be harmless a tag of 16 bits is kept: enough to see that it changed, and far too little
/// to find out what it was or to confirm a guess.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    form: String,
    shown: String,
    /// Whether TD answered it; else it is what was sent, and only what both have is compared.
    answered: bool,
    parts: BTreeMap<String, Kept>,
}

/// What is kept of one part.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Kept {
    Value(Value),
    Tag(u16),
    /// A mask stood there.
    Masked,
}

/// One part that is another one than before, with what may be shown of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    name: String,
    was: String,
    is: String,
}

impl Difference {
    /// The name of the part, such as `settings.format`.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl std::fmt::Display for Difference {
    /// `settings.format csv -> tsv`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} -> {}", self.name, self.was, self.is)
    }
}

const NOT_SHOWN: &str = "(not shown)";
const NONE: &str = "(none)";

impl Remembered {
    /// The form of an export that is none.
    const NOTHING: &str = "none";

    /// What to remember of an export that TD answered to a write.
    pub fn answered(export: &Export) -> Self {
        Self::of(export, true)
    }

    /// What to remember of an export that was sent where TD did not answer it.
    pub fn sent(export: &Export) -> Self {
        Self::of(export, false)
    }

    fn of(export: &Export, answered: bool) -> Self {
        let form = match export.form {
            Form::None => Self::NOTHING,
            Form::Url => "url",
            Form::Connection => "connection",
            Form::Json => "json",
            Form::Unknown => "unknown",
        };
        Self { form: form.to_owned(), shown: export.shown.clone(), answered, parts: kept(&export.parts) }
    }

    /// The export as it was shown.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// What differs now, in the order of the parts' names. A secret that is masked, left out or another one is no
    /// difference.
    pub fn differences(&self, now: &Export) -> Vec<Difference> {
        let now = Self::of(now, true);
        if self.form != now.form {
            // TD may write what was sent in another form, but never as nothing, nor nothing as something.
            let is_nothing = self.form == Self::NOTHING || now.form == Self::NOTHING;
            let form = ("form".to_owned(), self.form.clone(), now.form);
            return if self.answered || is_nothing {
                vec![Difference { name: form.0, was: form.1, is: form.2 }]
            } else {
                vec![]
            };
        }
        let names = self.parts.keys().chain(now.parts.keys().filter(|name| !self.parts.contains_key(*name)));
        let mut found: Vec<Difference> = names
            .filter_map(|name| {
                let (was, is) = (self.parts.get(name), now.parts.get(name));
                let differs = match (was, is) {
                    (Some(Kept::Masked), _) | (_, Some(Kept::Masked)) => false,
                    (Some(was), Some(is)) => was != is,
                    _ => self.answered,
                };
                differs.then(|| Difference { name: spoken(name), was: text(was), is: text(is) })
            })
            .collect();
        found.sort_by(|one, other| one.name.cmp(&other.name));
        found
    }

    /// As a resource's private data have it.
    pub fn to_json(&self) -> Value {
        let parts = self.parts.iter().map(|(name, kept)| {
            let value = match kept {
                Kept::Value(value) => value.clone(),
                Kept::Tag(tag) => serde_json::json!({ "tag": tag }),
                Kept::Masked => Value::Null,
            };
            (name.clone(), value)
        });
        serde_json::json!({
            "answered": self.answered,
            "form": self.form,
            "parts": parts.collect::<Map<String, Value>>(),
            "shown": self.shown,
        })
    }

    /// What [`Self::to_json`] wrote; None for anything else.
    pub fn from_json(value: &Value) -> Option<Self> {
        let parts = value.get("parts")?.as_object()?.iter().map(|(name, value)| {
            let kept = match value {
                Value::Null => Kept::Masked,
                Value::Object(tag) => {
                    Kept::Tag(tag.get("tag").and_then(Value::as_u64).and_then(|tag| tag.try_into().ok())?)
                }
                value => Kept::Value(value.clone()),
            };
            Some((name.clone(), kept))
        });
        Some(Self {
            form: value.get("form")?.as_str()?.to_owned(),
            shown: value.get("shown")?.as_str()?.to_owned(),
            answered: value.get("answered")?.as_bool()?,
            parts: parts.collect::<Option<_>>()?,
        })
    }
}

/// Every part but secrets. Of a name that comes more than once a tag of all its values is kept.
fn kept(parts: &[Part]) -> BTreeMap<String, Kept> {
    let mut all: BTreeMap<String, Kept> = BTreeMap::new();
    for part in parts {
        let kept = if part.is_masked() {
            Kept::Masked
        } else {
            match (part.class, &part.value) {
                (Class::Secret, _) => continue,
                (Class::Harmless, Value::String(_) | Value::Number(_) | Value::Bool(_)) => {
                    Kept::Value(part.value.clone())
                }
                _ => Kept::Tag(tag(&part.name, &part.value.to_string())),
            }
        };
        let kept = match all.get(&part.name) {
            None => kept,
            Some(Kept::Masked) => Kept::Masked,
            Some(before) => Kept::Tag(tag(&part.name, &format!("{before:?}{kept:?}"))),
        };
        all.insert(part.name.clone(), kept);
    }
    all
}

/// 16 bits of a text, the same in every version: FNV-1a, folded.
pub(super) fn tag(name: &str, text: &str) -> u16 {
    let hash = name.bytes().chain([0]).chain(text.bytes()).fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let [a, b, c, d, e, f, g, h] = hash.to_be_bytes();
    u16::from_be_bytes([a ^ c ^ e ^ g, b ^ d ^ f ^ h])
}

fn spoken(name: &str) -> String {
    if name.contains('#') { "a setting that is not shown".to_owned() } else { name.to_owned() }
}

fn text(kept: Option<&Kept>) -> String {
    match kept {
        None => NONE.to_owned(),
        Some(Kept::Value(Value::String(text))) if text.is_empty() => "\"\"".to_owned(),
        Some(Kept::Value(Value::String(text))) => text.clone(),
        Some(Kept::Value(value)) => value.to_string(),
        Some(Kept::Tag(_) | Kept::Masked) => NOT_SHOWN.to_owned(),
    }
}
