//! A resource's private data: what a provider remembers beside the state, unseen by users.

use std::collections::BTreeMap;

use bytes::Bytes;
use serde_json::Value;

use super::Diagnostic;

/// A resource's private data. It travels as a JSON object and is echoed by every answer unless a resource changes it.
///
/// Never put a secret here: Terraform stores it in the state file in plain text.
#[derive(Clone, Debug, Default)]
pub struct Private {
    entries: BTreeMap<String, Value>,
    /// The bytes that the entries were read from, as long as they say the same: Terraform compares bytes.
    raw: Option<Bytes>,
}

impl Private {
    /// Reads what Terraform stored. What is no JSON object is an error: taken for nothing, it would switch off in silence
    /// whatever a resource guards by what it remembers. `type_name` says in the error whose it was.
    pub(crate) fn read(bytes: Bytes, type_name: &str) -> Result<Self, Diagnostic> {
        if bytes.is_empty() {
            return Ok(Self::default());
        }
        match serde_json::from_slice(&bytes) {
            Ok(entries) => Ok(Self { entries, raw: Some(bytes) }),
            Err(error) => Err(unreadable(type_name, &error)),
        }
    }

    /// What Terraform shall store: the very bytes that were read when nothing was changed.
    pub(crate) fn into_bytes(self) -> Bytes {
        match self.raw {
            Some(raw) => raw,
            None if self.entries.is_empty() => Bytes::new(),
            None => Value::Object(self.entries.into_iter().collect()).to_string().into(),
        }
    }

    /// What is remembered under a key.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.entries.get(key)
    }

    /// The text that is remembered under a key; None when it is no text.
    pub fn get_str(&self, key: &str) -> Option<&str> {
        self.entries.get(key).and_then(Value::as_str)
    }

    /// Remembers a value under a key.
    pub fn set(&mut self, key: impl Into<String>, value: impl Into<Value>) {
        let (key, value) = (key.into(), value.into());
        if self.entries.get(&key) != Some(&value) {
            self.entries.insert(key, value);
            self.raw = None;
        }
    }

    /// Forgets a key.
    pub fn remove(&mut self, key: &str) {
        if self.entries.remove(key).is_some() {
            self.raw = None;
        }
    }

    /// Whether nothing is remembered.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

/// Of a `serde_json` error only the place is told: its words may hold what was stored.
fn unreadable(type_name: &str, error: &serde_json::Error) -> Diagnostic {
    Diagnostic::error(
        "The private data can't be read",
        format!(
            "Terraform keeps data beside the state of a {type_name} that only the provider reads, and what it sent is no JSON \
             object (line {}, column {}). Nothing was read or changed. The state was damaged or edited: bring back an earlier \
             version of it, or remove the object with `terraform state rm` and import it again.",
            error.line(),
            error.column()
        ),
    )
}

/// Equal when they remember the same.
impl PartialEq for Private {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}

impl Eq for Private {}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &'static [u8]) -> Private {
        Private::read(Bytes::from_static(bytes), "notes_note").unwrap()
    }

    #[test]
    fn what_is_not_changed_is_given_back_byte_for_byte() {
        let bytes = b"{ \"b\" : 1,\n\"a\": \"x\" }";
        let mut private = read(bytes);
        private.remove("absent");
        private.set("b", 1);
        assert_eq!(private.into_bytes(), &bytes[..]);
    }

    #[test]
    fn what_is_no_json_object_is_an_error_that_tells_none_of_it() {
        for bytes in [&b"secret"[..], b"[1]", b"\"secret\"", b"{\"a\":", b"\xff"] {
            let error = Private::read(Bytes::from_static(bytes), "notes_note").unwrap_err();
            assert_eq!(error.summary, "The private data can't be read");
            assert!(
                !error.detail.contains("secret") && error.detail.contains("notes_note"),
                "{}",
                error.detail
            );
        }
    }

    #[test]
    fn a_change_is_written_with_what_was_there() {
        let mut private = read(b"{\"b\":1}");
        private.set("a", "x");
        assert_eq!(private.get_str("a"), Some("x"));
        assert_eq!(private.into_bytes(), "{\"a\":\"x\",\"b\":1}");
    }

    #[test]
    fn nothing_is_no_bytes() {
        let mut private = read(b"{\"a\":1}");
        private.remove("a");
        assert!(private.into_bytes().is_empty());
        assert!(Private::default().into_bytes().is_empty());
    }
}
