//! The surface of SQL: where code, texts, quoted names and comments begin and end in a query of Hive or Trino. It knows
//! no grammar.

mod invisible;

pub use invisible::{Invisible, invisible};

/// Whose rules of quoting hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Texts in `'` or `"` with backslash escapes, names in backticks.
    Hive,
    /// Texts in `'`, names in `"`; a doubled quote is one quote, and a backslash is a backslash.
    Trino,
}

impl Engine {
    /// The engine of a schedule's `type`: `hive`, or any other word for Trino (`presto` is its older name).
    pub fn of(query_type: &str) -> Self {
        if query_type == "hive" { Self::Hive } else { Self::Trino }
    }
}

/// What a part of a query is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words, numbers, signs and blanks.
    Code,
    /// A text in quotes.
    Text,
    /// A name in quotes.
    Name,
    /// `-- …` up to the end of the line, or `/* … */`.
    Comment,
}

/// One part of a query, quotes included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part<'t> {
    /// What it is.
    pub kind: Kind,
    /// Its text.
    pub text: &'t str,
    /// Where it begins, in bytes.
    pub at: usize,
}

/// The parts of a query one after another: together they are the whole text. What is not closed goes on to the end.
pub fn parts(sql: &str, engine: Engine) -> Vec<Part<'_>> {
    let bytes = sql.as_bytes();
    let mut found = Vec::new();
    let (mut code, mut at) = (0, 0);
    while let Some(byte) = bytes.get(at) {
        let next = bytes.get(at + 1).copied();
        let (kind, end) = match (*byte, next, engine) {
            (b'-', Some(b'-'), _) => (Kind::Comment, line_end(bytes, at)),
            (b'/', Some(b'*'), _) => (Kind::Comment, comment_end(bytes, at)),
            (b'\'', ..) => (Kind::Text, quote_end(bytes, at, engine == Engine::Hive)),
            (b'"', _, Engine::Hive) => (Kind::Text, quote_end(bytes, at, true)),
            (b'"', _, Engine::Trino) => (Kind::Name, quote_end(bytes, at, false)),
            (b'`', _, Engine::Hive) => (Kind::Name, quote_end(bytes, at, false)),
            _ => {
                at += 1;
                continue;
            }
        };
        found.extend(part(sql, Kind::Code, code, at));
        found.extend(part(sql, kind, at, end));
        (code, at) = (end, end);
    }
    found.extend(part(sql, Kind::Code, code, bytes.len()));
    found
}

/// The part between two places; all of them are in front of or behind an ASCII sign.
fn part(sql: &str, kind: Kind, begin: usize, end: usize) -> Option<Part<'_>> {
    let text = sql.get(begin..end).filter(|text| !text.is_empty())?;
    Some(Part { kind, text, at: begin })
}

fn line_end(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).map_or(bytes.len(), |length| at + length)
}

fn comment_end(bytes: &[u8], at: usize) -> usize {
    let inside = bytes.get(at + 2..).unwrap_or_default();
    inside.windows(2).position(|two| two == b"*/").map_or(bytes.len(), |length| at + 2 + length + 2)
}

/// Behind the quote that closes the one at `at`. A doubled quote closes one text and opens the next, which is the same
/// here.
fn quote_end(bytes: &[u8], at: usize, escapes: bool) -> usize {
    let quote = bytes.get(at);
    let mut end = at + 1;
    while let Some(byte) = bytes.get(end) {
        if escapes && *byte == b'\\' {
            end += 2;
        } else if Some(byte) == quote {
            return end + 1;
        } else {
            end += 1;
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn kinds(sql: &str, engine: Engine) -> Vec<(Kind, &str)> {
        parts(sql, engine).iter().map(|part| (part.kind, part.text)).collect()
    }

    #[test]
    fn each_engine_has_its_own_quotes() {
        use Kind::{Code, Comment, Name, Text};
        let sql = r#"a 'it''s' "n" `b` -- c"#;
        assert_eq!(
            kinds(sql, Engine::Trino),
            [
                (Code, "a "),
                (Text, "'it'"),
                (Text, "'s'"),
                (Code, " "),
                (Name, "\"n\""),
                (Code, " `b` "),
                (Comment, "-- c"),
            ]
        );
        assert_eq!(kinds(sql, Engine::Hive)[4..7], [(Text, "\"n\""), (Code, " "), (Name, "`b`")]);
        assert_eq!(kinds(r"'a\' b' c", Engine::Hive), [(Text, r"'a\' b'"), (Code, " c")]);
        assert_eq!(kinds(r"'a\' b' c", Engine::Trino)[..2], [(Text, r"'a\'"), (Code, " b")]);
        assert_eq!(
            kinds("1/* 'x' */-2--y\r\n-z", Engine::Trino),
            [(Code, "1"), (Comment, "/* 'x' */"), (Code, "-2"), (Comment, "--y"), (Code, "\r\n-z")]
        );
        for open in ["'a", "/* a", "-- a", "/*/", r"'\"] {
            assert_eq!(parts(open, Engine::Hive).len(), 1, "{open}");
        }
    }

    proptest! {
        #[test]
        fn the_parts_are_the_whole_text(sql in "[-a'\"`/*\\\\\n\u{a0}\u{e9}]{0,40}", hive: bool) {
            let engine = if hive { Engine::Hive } else { Engine::Trino };
            let parts = parts(&sql, engine);
            prop_assert_eq!(parts.iter().map(|part| part.text).collect::<String>(), &*sql);
            for part in parts {
                prop_assert_eq!(sql.get(part.at..part.at + part.text.len()), Some(part.text));
            }
        }
    }
}
