//! HCL's texts: <https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md>, "Template Expressions".

use std::borrow::Cow;

use super::invisible::push_long_escape;
use super::{Hcl, Language, Safe, is_invisible};

/// A text in quotes, on one line. Terraform gives back the same text (in normal form C, as it keeps all text).
pub fn hcl_string(text: &str) -> Safe<Hcl> {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for one in templates_escaped(text).chars() {
        match one {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            one if is_invisible(one) => push_long_escape(&mut out, one),
            one => out.push(one),
        }
    }
    out.push('"');
    Safe::vouched(out)
}

/// The lines of a heredoc, without its markers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Heredoc {}
impl Language for Heredoc {}

/// Lines for a heredoc, whose end marker none of them may have. A heredoc knows no escapes: None where the text has what
/// nobody can see, other than line feeds and tabs.
pub fn hcl_heredoc(text: &str) -> Option<Safe<Heredoc>> {
    let is_plain = !text.chars().any(|one| is_invisible(one) && !matches!(one, '\n' | '\t'));
    is_plain.then(|| Safe::vouched(templates_escaped(text).into_owned()))
}

/// `${` and `%{` would begin a template.
fn templates_escaped(text: &str) -> Cow<'_, str> {
    if text.contains("${") || text.contains("%{") {
        return Cow::Owned(text.replace("${", "$${").replace("%{", "%%{"));
    }
    Cow::Borrowed(text)
}
