//! A resource's private data: what a provider remembers beside the state, unseen by users.

use std::collections::BTreeMap;

use bytes::Bytes;
use serde_json::Value;

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
    /// Reads what Terraform stored. What is no JSON object holds no keys, and is given back as it is.
    pub(crate) fn read(bytes: Bytes) -> Self {
        if bytes.is_empty() {
            return Self::default();
        }
        Self { entries: serde_json::from_slice(&bytes).unwrap_or_default(), raw: Some(bytes) }
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

    #[test]
    fn what_is_not_changed_is_given_back_byte_for_byte() {
        for bytes in [&b"{ \"b\" : 1,\n\"a\": \"x\" }"[..], b"not json", b"[1]"] {
            let mut private = Private::read(Bytes::from_static(bytes));
            private.remove("absent");
            if let Some(same) = private.get("b").cloned() {
                private.set("b", same);
            }
            assert_eq!(private.into_bytes(), bytes);
        }
    }

    #[test]
    fn a_change_is_written_with_what_was_there() {
        let mut private = Private::read(Bytes::from_static(b"{\"b\":1}"));
        private.set("a", "x");
        assert_eq!(private.get_str("a"), Some("x"));
        assert_eq!(private.into_bytes(), "{\"a\":\"x\",\"b\":1}");
    }

    #[test]
    fn nothing_is_no_bytes() {
        let mut private = Private::read(Bytes::from_static(b"{\"a\":1}"));
        private.remove("a");
        assert!(private.into_bytes().is_empty());
        assert!(Private::default().into_bytes().is_empty());
    }
}
