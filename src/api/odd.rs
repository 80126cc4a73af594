//! A row that can't be read: where it stands, and what can be read of it. The others are read all the same.

use std::fmt;

use super::Str;
use super::lenient::NO_UNICODE;

/// A row that can't be read.
#[derive(Clone, Debug)]
pub struct OddRow {
    /// The first row is 1.
    pub place: usize,
    /// Its name, where that can be read.
    pub name: Option<Str>,
    /// TD's number for it, where that can be read.
    pub id: Option<Str>,
    /// What is wrong with it.
    pub reason: &'static str,
}

impl OddRow {
    /// The row of this text; `keys` are those of its name and number.
    pub(super) fn new(place: usize, row: &[u8], keys: [&[u8]; 2], reason: &'static str) -> Self {
        let mut odd = Self { place, name: None, id: None, reason };
        let fields = Fields { rest: row, depth: 0 };
        for (key, value) in fields {
            let value = || serde_json::from_slice::<String>(value).ok().or_else(|| digits(value));
            if key == keys[0] {
                odd.name = value().filter(|name| !name.is_empty()).map(Str::from);
            } else if key == keys[1] {
                odd.id = value().filter(|id| !id.is_empty()).map(Str::from);
            }
        }
        odd
    }

    /// Bytes that it takes, about.
    pub(super) fn memory(&self) -> usize {
        let texts = [&self.name, &self.id].into_iter().flatten();
        size_of::<Self>() + texts.map(|text| text.len() + 32).sum::<usize>()
    }
}

impl fmt::Display for OddRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "row {}", self.place)?;
        match (&self.name, &self.id) {
            (Some(name), Some(id)) => write!(f, " ({name:?}, number {id:?})")?,
            (Some(name), None) => write!(f, " ({name:?})")?,
            (None, Some(id)) => write!(f, " (number {id:?})")?,
            (None, None) => {}
        }
        write!(f, " has {}", self.reason)
    }
}

/// What the parser's error about a row means. Its own words may repeat what came, which may hold a secret.
pub(super) fn reason(row: &[u8], error: &serde_json::Error) -> &'static str {
    if std::str::from_utf8(row).is_err() {
        return "bytes that are no UTF-8";
    }
    match error.classify() {
        serde_json::error::Category::Data if error.to_string().starts_with(NO_UNICODE) => {
            "a text with half of a UTF-16 pair"
        }
        serde_json::error::Category::Data => "a field twice",
        _ => "something that is no JSON",
    }
}

fn digits(value: &[u8]) -> Option<String> {
    let is_number = !value.is_empty() && value.iter().all(u8::is_ascii_digit);
    is_number.then(|| String::from_utf8_lossy(value).into_owned())
}

/// The keys of a row and what stands behind them, if that is a text or a word; of a row that need not be JSON.
struct Fields<'r> {
    rest: &'r [u8],
    depth: usize,
}

impl<'r> Iterator for Fields<'r> {
    /// A key without its quotes, and a value with them.
    type Item = (&'r [u8], &'r [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.rest.first()? {
                b'"' => {
                    let (text, rest) = cut_text(self.rest)?;
                    self.rest = rest;
                    let value = rest.trim_ascii_start().strip_prefix(b":").map(<[u8]>::trim_ascii_start);
                    let (1, Some(value)) = (self.depth, value) else { continue };
                    let (value, rest) = if value.starts_with(b"\"") {
                        cut_text(value)?
                    } else {
                        let is_end = |byte: &u8| b",{}[]\"".contains(byte) || byte.is_ascii_whitespace();
                        value.split_at(value.iter().position(is_end).unwrap_or(value.len()))
                    };
                    self.rest = rest;
                    return Some((text.get(1..text.len() - 1)?, value));
                }
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
            self.rest = self.rest.get(1..)?;
        }
    }
}

/// A text with its quotes, and what follows it.
fn cut_text(from: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut at = 1;
    loop {
        match from.get(at)? {
            b'"' => return from.split_at_checked(at + 1),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_and_number_are_read_of_rows_that_are_no_json() {
        for (row, name, id) in [
            (&br#"{"name":"a","delay":NaN,"id":7}"#[..], Some("a"), Some("7")),
            (br#"{ "id" : "8" , "x":{"name":"inner"}, "name" : "b\u0041\"" }"#, Some("bA\""), Some("8")),
            (br#"{"name":"row_\ud800x","id":9}"#, None, Some("9")),
            (b"{\"query\":\"\xff\",\"name\":\"c\"}", Some("c"), None),
            (b"{\"name\":\"\xff\",\"id\":-1}", None, None),
            (br#"{"name":"","id":null}"#, None, None),
            (br#"{"list":["name","d"],"query":"\"name\":\"e\""}"#, None, None),
            (b"{\"name\":\"without end", None, None),
            (b"", None, None),
        ] {
            let odd = OddRow::new(3, row, [b"name", b"id"], "it");
            let shown = String::from_utf8_lossy(row);
            assert_eq!((odd.name.as_deref(), odd.id.as_deref()), (name, id), "{shown}");
        }
    }
}
