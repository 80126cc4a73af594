//! HCL that was written elsewhere, read: texts in quotes, and addresses.

use crate::escape::{Hcl, Safe, hcl_string};

/// What stands between the quotes of a text without templates; None for anything else.
pub fn unquoted(hcl: &str) -> Option<String> {
    let inside = hcl.strip_prefix('"')?.strip_suffix('"')?;
    let mut out = String::with_capacity(inside.len());
    let mut rest = inside;
    while let Some(one) = rest.chars().next() {
        rest = rest.get(one.len_utf8()..)?;
        match one {
            '"' => return None,
            '\\' => {
                let kind = rest.chars().next()?;
                rest = rest.get(kind.len_utf8()..)?;
                let digits = match kind {
                    'u' => 4,
                    'U' => 8,
                    _ => 0,
                };
                let code = rest.get(..digits)?;
                rest = rest.get(digits..)?;
                out.push(match kind {
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    '"' | '\\' => kind,
                    'u' | 'U' => char::from_u32(u32::from_str_radix(code, 16).ok()?)?,
                    _ => return None,
                });
            }
            '$' | '%' if rest.starts_with(one) && rest.get(1..)?.starts_with('{') => {
                out.extend([one, '{']);
                rest = rest.get(2..)?;
            }
            '$' | '%' if rest.starts_with('{') => return None,
            one => out.push(one),
        }
    }
    Some(out)
}

/// An address as Terraform writes it, `module.a["x"].td_schedule.s[0]`, written anew; None for anything else.
pub fn address(text: &str) -> Option<Safe<Hcl>> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        let word = rest.split(['.', '[']).next()?;
        let is_name = |one: char| one.is_alphanumeric() || matches!(one, '_' | '-');
        if !word.starts_with(|one: char| one.is_alphabetic() || one == '_') || !word.chars().all(is_name) {
            return None;
        }
        out.push_str(word);
        rest = rest.get(word.len()..)?;
        if let Some(key) = rest.strip_prefix('[') {
            let end = if key.starts_with('"') { end_of_text(key)? } else { key.find(']')? };
            let (key, after) = key.split_at_checked(end)?;
            let key = match key.starts_with('"') {
                true => hcl_string(&unquoted(key)?).into_string(),
                false => key.parse::<u64>().ok()?.to_string(),
            };
            out.push_str(&format!("[{key}]"));
            rest = after.strip_prefix(']')?;
        }
        if rest.is_empty() {
            return Some(Safe::vouched(out));
        }
        rest = rest.strip_prefix('.')?;
        out.push('.');
    }
}

/// How long the text in quotes is that stands at the beginning.
fn end_of_text(text: &str) -> Option<usize> {
    let mut is_escaped = false;
    for (place, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            b'"' if !is_escaped => return Some(place + 1),
            b'\\' => is_escaped = !is_escaped,
            _ => is_escaped = false,
        }
    }
    None
}
