//! YAML's scalars: <https://yaml.org/spec/1.2.2/#57-escaped-characters>, and 1.1, which has more line breaks.

use super::invisible::push_long_escape;
use super::{Safe, Yaml, is_invisible};

/// A text in double quotes, on one line. All that version 1.1 or 1.2 does not print, or takes for a line break, is
/// escaped. So is a star beside a slash, which would begin or end the SQL comment that headers stand in.
pub fn yaml_scalar(text: &str) -> Safe<Yaml> {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    let mut before = '"';
    for one in text.chars() {
        match one {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '/' if before == '*' => out.push_str("\\/"),
            '*' if before == '/' => push_long_escape(&mut out, one),
            one if is_invisible(one) => push_long_escape(&mut out, one),
            one => out.push(one),
        }
        before = one;
    }
    out.push('"');
    Safe::vouched(out)
}

/// A whole number.
pub fn yaml_number(number: i64) -> Safe<Yaml> {
    Safe::vouched(number.to_string())
}
