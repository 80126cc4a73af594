//! Texts of several lines, as heredocs that give back exactly the same text.

use crate::escape::hcl_heredoc;

/// What a heredoc can't say itself is said by the functions around it.
pub(super) struct Heredoc {
    /// The functions that open before it, such as `chomp(`; empty when it needs none.
    pub(super) before: String,
    /// From `<<` to the end marker's line, which has no line break at its end.
    pub(super) text: String,
    /// What closes the functions on the line after it.
    pub(super) after: String,
}

/// A heredoc whose content stands at `indent` blanks and whose end marker at two less; None where the text has one
/// line, characters that nobody can see, or mixed line endings, for which quotes are the better form.
pub(super) fn heredoc(text: &str, word: &str, indent: usize) -> Option<Heredoc> {
    if !text.contains('\n') {
        return None;
    }
    let unix = text.replace("\r\n", "\n");
    let is_dos = unix.len() != text.len();
    if is_dos && text.len() - unix.len() != text.matches('\n').count() {
        return None;
    }
    let (content, is_whole) = match unix.strip_suffix('\n') {
        Some(content) => (content, true),
        None => (unix.as_str(), false),
    };
    let marker = marker(content, word);
    let escaped = hcl_heredoc(content)?;
    let flush = can_be_flush(content);
    let mut out = format!("<<{}{marker}\n", if flush { "-" } else { "" });
    for line in escaped.as_str().split('\n') {
        if flush && !is_blank(line) {
            out.extend(std::iter::repeat_n(' ', indent));
        }
        out.push_str(line);
        out.push('\n');
    }
    if flush {
        out.extend(std::iter::repeat_n(' ', indent.saturating_sub(2)));
    }
    out.push_str(&marker);
    let mut before = String::new();
    let mut after = String::new();
    if is_dos {
        before.push_str("replace(");
    }
    if !is_whole {
        before.push_str("chomp(");
        after.push(')');
    }
    if is_dos {
        after.push_str(", \"\\n\", \"\\r\\n\")");
    }
    Some(Heredoc { before, text: out, after })
}

/// A word at which no line ends, so that no line can be taken for the end.
fn marker(content: &str, word: &str) -> String {
    let taken = |marker: &str| content.split('\n').any(|line| line.trim().ends_with(marker));
    let mut marker = word.to_owned();
    let mut number = 1_u32;
    while taken(&marker) {
        number += 1;
        marker = format!("{word}_{number}");
    }
    marker
}

/// `<<-` takes away as many blanks as the least indented line has, counted in what a reader sees as characters; lines
/// of nothing but white space don't count and stay as they are. That is exact only where some line has none of its
/// own, and where no line begins with a character that could melt into the blank before it.
fn can_be_flush(content: &str) -> bool {
    let mut at_margin = false;
    for line in content.split('\n').filter(|line| !is_blank(line)) {
        let begin = line.trim_start_matches([' ', '\t']);
        if !begin.starts_with(|one: char| one.is_ascii_graphic()) {
            return false;
        }
        at_margin |= begin.len() == line.len();
    }
    at_margin
}

fn is_blank(line: &str) -> bool {
    line.chars().all(char::is_whitespace)
}
