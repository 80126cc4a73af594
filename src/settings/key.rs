//! Whether a key can be sent at all.

use super::{Error, Sourced};
use crate::secret::{self, Secret};

/// Makes the key known to the redactor, then refuses one that no header can carry: TD's keys are visible ASCII.
/// Stricter rules would refuse keys that TD accepts (td-api-facts section 1.2).
pub(super) fn check(key: Sourced<Secret>) -> Result<Sourced<Secret>, Error> {
    let text = key.value.expose();
    secret::register(&key.value);
    if let Some((_, rest)) = text.split_once('/') {
        secret::register(&Secret::new(rest));
    }
    let quoted = |quote: char| text.len() > 1 && text.starts_with(quote) && text.ends_with(quote);
    if quoted('"') || quoted('\'') {
        return Err(Error::BadKey { fault: "has quotes around it (give the key alone)", from: key.source });
    }
    if text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Ok(key);
    }
    let fault = if text.trim() != text {
        "has white space or a line break at its beginning or end"
    } else if text.is_ascii() {
        "has white space or a control character inside (give the key alone, without \"TD1\")"
    } else {
        "has a character beyond ASCII"
    };
    Err(Error::BadKey { fault, from: key.source })
}
