//! What stands in a log: a host takes it out of JSON and writes it to a file or a terminal as it is.

use super::invisible::push_escape;
use super::{Log, Safe, is_invisible};

/// A message or a field on one line, so that no text can look like a line of its own.
pub fn log(text: &str) -> Safe<Log> {
    let mut out = String::with_capacity(text.len());
    for one in text.chars() {
        if is_invisible(one) {
            push_escape(&mut out, one);
        } else {
            out.push(one);
        }
    }
    Safe::vouched(out)
}
