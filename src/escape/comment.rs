//! Comments. They know no escapes, so that these are for the reader: `\u{202e}`, and `\\` for a backslash of the text.

use super::invisible::push_escape;
use super::{HclComment, Safe, SqlComment, YamlComment, is_invisible};

/// What stands behind `#` in HCL: nothing in it ends the line.
pub fn hcl_comment(text: &str) -> Safe<HclComment> {
    Safe::vouched(line(text))
}

/// What stands behind `#` in YAML, whose line breaks are also U+0085, U+2028 and U+2029 in version 1.1; as in
/// [`sql_comment`] nothing in it begins or ends a comment of SQL, since headers stand in one.
pub fn yaml_comment(text: &str) -> Safe<YamlComment> {
    Safe::vouched(closed(text))
}

/// What stands inside `/* … */` in SQL, with a blank on both sides: nothing in it ends the comment, or begins one inside
/// it, where a dialect nests them.
pub fn sql_comment(text: &str) -> Safe<SqlComment> {
    Safe::vouched(closed(text))
}

fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for one in text.chars() {
        push(&mut out, one);
    }
    out
}

/// A star beside a slash, or at an end, where a slash may follow.
fn closed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = '/';
    let mut all = text.chars().peekable();
    while let Some(one) = all.next() {
        if one == '*' && (before == '/' || all.peek().is_none_or(|next| *next == '/')) {
            out.push_str("\\u{2a}");
        } else {
            push(&mut out, one);
        }
        before = one;
    }
    out
}

fn push(out: &mut String, one: char) {
    match one {
        '\\' => out.push_str("\\\\"),
        one if is_invisible(one) => push_escape(out, one),
        one => out.push(one),
    }
}
