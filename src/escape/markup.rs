//! Pages: CommonMark (<https://spec.commonmark.org/0.31.2/#backslash-escapes>) and HTML
//! (<https://html.spec.whatwg.org/multipage/syntax.html#escapingString>).

use super::invisible::push_escape;
use super::{Html, Markdown, Safe, is_invisible};

/// Plain text in a paragraph or a table's cell. Every mark of ASCII gets a backslash where it could mean something.
pub fn markdown(text: &str) -> Safe<Markdown> {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    let mut all = text.chars().peekable();
    while let Some(one) = all.next() {
        let at_edge = out.is_empty() || all.peek().is_none();
        match one {
            // Between words a blank is a blank; at an edge, or beside another one, a parser takes it away.
            ' ' if at_edge || before == ' ' => out.push_str("&#32;"),
            // These mean something at the beginning of a line only.
            ',' | '\'' | ';' | '?' | '-' | '/' | ':' | '=' if !out.is_empty() => out.push(one),
            // Behind a number at the beginning it would make a list.
            '.' if out.contains(|one: char| !one.is_ascii_digit()) => out.push(one),
            one if one.is_ascii_punctuation() => out.extend(['\\', one]),
            one if is_invisible(one) => {
                out.push('\\');
                push_escape(&mut out, one);
            }
            one => out.push(one),
        }
        before = one;
    }
    Safe::vouched(out)
}

/// Plain text between tags, or the value of an attribute in quotes.
pub fn html(text: &str) -> Safe<Html> {
    let mut out = String::with_capacity(text.len());
    for one in text.chars() {
        match one {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            one if is_invisible(one) => push_escape(&mut out, one),
            one => out.push(one),
        }
    }
    Safe::vouched(out)
}
