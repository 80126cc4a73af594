//! Characters that look like a blank, or like nothing, and that no engine takes for one.
//!
//! Both lexers take blank, tab, line feed and carriage return for white space and nothing else (`WS` in SqlBase.g4 of
//! Trino and in HiveLexer.g of Hive): at any other one outside of quotes and comments they stop.

use super::{Engine, Kind, parts};

/// One such character with its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invisible {
    /// The character.
    pub one: char,
    /// Its line, from 1.
    pub line: usize,
    /// Its place in the line in characters, from 1.
    pub column: usize,
}

impl std::fmt::Display for Invisible {
    /// `U+00A0 (no-break space) in line 1, column 7`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "U+{:04X}", u32::from(self.one))?;
        let name = match self.one {
            '\u{a0}' => "no-break space",
            '\u{3000}' => "ideographic space",
            '\u{200b}' => "zero width space",
            '\u{feff}' => "byte order mark",
            '\u{b}' => "vertical tab",
            '\u{c}' => "form feed",
            '\u{85}' => "next line",
            '\u{2028}' => "line separator",
            _ => "",
        };
        if !name.is_empty() {
            write!(f, " ({name})")?;
        }
        write!(f, " in line {}, column {}", self.line, self.column)
    }
}

/// Those outside of quotes and comments, in the order of the text.
pub fn invisible(sql: &str, engine: Engine) -> Vec<Invisible> {
    let mut found = Vec::new();
    let (mut line, mut column) = (1, 1);
    for part in parts(sql, engine) {
        for one in part.text.chars() {
            if part.kind == Kind::Code && is_invisible(one) {
                found.push(Invisible { one, line, column });
            }
            if one == '\n' {
                (line, column) = (line + 1, 1);
            } else {
                column += 1;
            }
        }
    }
    found
}

fn is_invisible(one: char) -> bool {
    let is_blank = one.is_whitespace() && !matches!(one, ' ' | '\t' | '\n' | '\r');
    is_blank || matches!(one, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_found_outside_of_quotes_and_comments() {
        let said = |sql| invisible(sql, Engine::Trino).iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(said("\u{feff}SELECT 1"), ["U+FEFF (byte order mark) in line 1, column 1"]);
        assert_eq!(
            said("SELECT\n  a,\u{a0}b\r\n, 'é\u{a0}',\u{200b} c"),
            ["U+00A0 (no-break space) in line 2, column 5", "U+200B (zero width space) in line 3, column 8"]
        );
        assert_eq!(said("SELECT 1\u{3000}\u{2002}").len(), 2);
        for clean in
            ["SELECT '\u{a0}'", "SELECT 1 -- \u{a0}", "/* \u{feff} */", "\"\u{200b}\"", "a\t\r\n b", "日本"]
        {
            assert_eq!(said(clean), Vec::<String>::new(), "{clean:?}");
        }
        assert_eq!(invisible("`\u{a0}`", Engine::Hive), []);
        assert_eq!(invisible("`\u{a0}`", Engine::Trino).len(), 1);
    }
}
