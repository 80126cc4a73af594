//! Secrets: a text that can't be printed by accident, and the last redactor before anything leaves the process.

use std::sync::Arc;

use secrecy::{ExposeSecret, SecretString};

mod core_dump;
mod encodings;
pub mod export;
mod redact;

pub use core_dump::{Debuggers, forbid_core_dumps};
pub use redact::{REDACTED, redact, register};

/// A text that may be or hold a secret: no Display, no Serialize, and a Debug without the text. Clones share one
/// text; it is wiped when the last of them is dropped.
#[derive(Clone)]
pub struct Secret(Arc<SecretString>);

impl Secret {
    /// Takes the text in.
    pub fn new(text: impl Into<String>) -> Self {
        Self(Arc::new(SecretString::from(text.into())))
    }

    /// The text. Every call is a place to review.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}
