//! A text between quotes, and the parts of escaping that a heredoc shares with it.

use std::borrow::Cow;
use std::fmt::Write;

/// The text between quotes, on one line, with everything escaped that HCL would read otherwise or that nobody can see.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for one in templates_escaped(text).chars() {
        match one {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            one if is_hidden(one) => {
                // A String takes everything.
                let _ = write!(out, "\\u{:04x}", u32::from(one));
            }
            one => out.push(one),
        }
    }
    out.push('"');
    out
}

/// `${` and `%{` would begin a template.
pub(super) fn templates_escaped(text: &str) -> Cow<'_, str> {
    if text.contains("${") || text.contains("%{") {
        return Cow::Owned(text.replace("${", "$${").replace("%{", "%%{"));
    }
    Cow::Borrowed(text)
}

/// Control characters, and those that make text look like other text: line and paragraph separators, the byte order
/// mark, and what turns the direction of writing. All of them have four hexadecimal digits.
pub(super) fn is_hidden(one: char) -> bool {
    one.is_control()
        || matches!(one, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}
