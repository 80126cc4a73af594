//! A resource's private data: what a provider remembers beside the state, unseen by users.

use std::collections::BTreeMap;

use serde_json::Value;

/// A resource's private data. It travels as a JSON object and is echoed by every answer unless a resource changes it.
///
/// Never put a secret here: Terraform stores it in the state file in plain text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Private(BTreeMap<String, Value>);

impl Private {
    /// What is remembered under a key.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.0.get(key)
    }

    /// The text that is remembered under a key; None when it is no text.
    pub fn get_str(&self, key: &str) -> Option<&str> {
        self.0.get(key).and_then(Value::as_str)
    }

    /// Remembers a value under a key.
    pub fn set(&mut self, key: impl Into<String>, value: impl Into<Value>) {
        self.0.insert(key.into(), value.into());
    }

    /// Forgets a key.
    pub fn remove(&mut self, key: &str) {
        self.0.remove(key);
    }

    /// Whether nothing is remembered.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
