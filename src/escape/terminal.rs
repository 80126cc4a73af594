//! What a person sees.

use super::invisible::push_escape;
use super::{Safe, Terminal, is_invisible};

/// A message as it is shown: line feeds and tabs stay, all else that nobody can see is written as `\u{…}`. A text from
/// elsewhere that should stay on its line is put into a message with `{:?}`.
pub fn terminal(text: &str) -> Safe<Terminal> {
    let mut out = String::with_capacity(text.len());
    for one in text.chars() {
        match one {
            '\n' | '\t' => out.push(one),
            one if is_invisible(one) => push_escape(&mut out, one),
            one => out.push(one),
        }
    }
    Safe::vouched(out)
}
