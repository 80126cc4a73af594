//! YAML's scalars: <https://yaml.org/spec/1.2.2/#57-escaped-characters>, and 1.1, which has more line breaks.

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, is_nfc_quick};

use super::invisible::push_long_escape;
use super::{Safe, Yaml, is_invisible};

/// A text in double quotes, on one line. All that version 1.1 or 1.2 does not print, or takes for a line break, is
/// escaped. So is a star beside a slash, which would begin or end the SQL comment that headers stand in, and a mark that
/// would melt into an escape before it, since Terraform brings files into normal form C before it reads them.
pub fn yaml_scalar(text: &str) -> Safe<Yaml> {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    let (mut before, mut after_escape) = ('"', false);
    for one in text.chars() {
        let long = is_invisible(one) || (after_escape && is_mark(one));
        let short = match one {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            // JSON's `\/` is YAML too, but Terraform's reader does not know it.
            '/' if before == '*' => "\\x2f",
            '*' if before == '/' => "\\x2a",
            _ => "",
        };
        match (short, long) {
            ("", true) => push_long_escape(&mut out, one),
            ("", false) => out.push(one),
            (short, _) => out.push_str(short),
        }
        (before, after_escape) = (one, long || !short.is_empty());
    }
    out.push('"');
    Safe::vouched(out)
}

/// Whether normal form C may put a character into the one before it.
fn is_mark(one: char) -> bool {
    canonical_combining_class(one) != 0 || is_nfc_quick(std::iter::once(one)) != IsNormalized::Yes
}

/// A whole number.
pub fn yaml_number(number: i64) -> Safe<Yaml> {
    Safe::vouched(number.to_string())
}
