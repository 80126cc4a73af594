//! JSON text to a tree that borrows from it.

use std::borrow::Cow;

/// How many levels JSON text may nest: an object's type takes two levels for one of the type.
const MAX_NESTING: usize = 2 * crate::wire::MAX_DEPTH + 2;

/// A part of a JSON text. Numbers stay text, objects keep every entry in its order.
#[derive(Debug)]
pub(in crate::wire) enum Node<'a> {
    Null,
    Bool(bool),
    Number(&'a str),
    String(Cow<'a, str>),
    Array(Vec<Node<'a>>),
    Object(Vec<(Cow<'a, str>, Node<'a>)>),
}

impl Node<'_> {
    /// What this is, for errors.
    pub(in crate::wire) fn name(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a bool",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        }
    }
}

/// Text that isn't JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("invalid JSON at byte {offset}: {problem}")]
pub struct SyntaxError {
    /// Where, counted in bytes from 0.
    pub offset: usize,
    /// What is wrong there.
    pub problem: &'static str,
}

/// Reads a text that is one JSON value (RFC 8259), nested at most [`MAX_NESTING`] deep.
pub(in crate::wire) fn parse(bytes: &[u8]) -> Result<Node<'_>, SyntaxError> {
    let text = std::str::from_utf8(bytes)
        .map_err(|error| SyntaxError { offset: error.valid_up_to(), problem: "not UTF-8" })?;
    let mut parser = Parser { text, at: 0 };
    let node = parser.value(0)?;
    parser.skip_blanks();
    if parser.at == text.len() { Ok(node) } else { Err(parser.error("text after the value")) }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Parser<'a> {
    fn error(&self, problem: &'static str) -> SyntaxError {
        SyntaxError { offset: self.at, problem }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    /// Takes this byte if it is the next after blanks.
    fn take(&mut self, byte: u8) -> bool {
        self.skip_blanks();
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, byte: u8, problem: &'static str) -> Result<(), SyntaxError> {
        if self.take(byte) { Ok(()) } else { Err(self.error(problem)) }
    }

    fn value(&mut self, depth: usize) -> Result<Node<'a>, SyntaxError> {
        if depth > MAX_NESTING {
            return Err(self.error("nested too deeply"));
        }
        self.skip_blanks();
        match self.peek() {
            Some(b'{') => self.object(depth + 1),
            Some(b'[') => self.array(depth + 1),
            Some(b'"') => self.string().map(Node::String),
            Some(b'-' | b'0'..=b'9') => self.number().map(Node::Number),
            Some(b't') => self.word("true", Node::Bool(true)),
            Some(b'f') => self.word("false", Node::Bool(false)),
            Some(b'n') => self.word("null", Node::Null),
            Some(_) => Err(self.error("no value starts so")),
            None => Err(self.error("the text ends")),
        }
    }

    fn word(&mut self, word: &str, node: Node<'a>) -> Result<Node<'a>, SyntaxError> {
        if !self.rest().starts_with(word) {
            return Err(self.error("no value starts so"));
        }
        self.at += word.len();
        Ok(node)
    }

    fn array(&mut self, depth: usize) -> Result<Node<'a>, SyntaxError> {
        self.at += 1;
        let mut elements = Vec::new();
        if self.take(b']') {
            return Ok(Node::Array(elements));
        }
        loop {
            elements.push(self.value(depth)?);
            if !self.take(b',') {
                self.expect(b']', "a comma or ] is missing")?;
                return Ok(Node::Array(elements));
            }
        }
    }

    fn object(&mut self, depth: usize) -> Result<Node<'a>, SyntaxError> {
        self.at += 1;
        let mut entries = Vec::new();
        if self.take(b'}') {
            return Ok(Node::Object(entries));
        }
        loop {
            self.skip_blanks();
            let key = self.string()?;
            self.expect(b':', "a colon is missing")?;
            entries.push((key, self.value(depth)?));
            if !self.take(b',') {
                self.expect(b'}', "a comma or } is missing")?;
                return Ok(Node::Object(entries));
            }
        }
    }

    fn number(&mut self) -> Result<&'a str, SyntaxError> {
        let rest = self.rest();
        self.at += usize::from(self.peek() == Some(b'-'));
        let leading_zero = self.peek() == Some(b'0');
        if self.digits()? > 1 && leading_zero {
            return Err(self.error("a number starts with a needless 0"));
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            self.at += usize::from(matches!(self.peek(), Some(b'+' | b'-')));
            self.digits()?;
        }
        let length = rest.len() - self.rest().len();
        Ok(rest.get(..length).unwrap_or_default())
    }

    /// Passes the digits here and tells how many they are.
    fn digits(&mut self) -> Result<usize, SyntaxError> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at == start { Err(self.error("a digit is missing")) } else { Ok(self.at - start) }
    }

    fn string(&mut self) -> Result<Cow<'a, str>, SyntaxError> {
        if self.peek() != Some(b'"') {
            return Err(self.error("a quote is missing"));
        }
        self.at += 1;
        let mut text = Cow::Borrowed("");
        loop {
            let rest = self.rest();
            let plain = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20));
            let (plain, stop) = plain
                .and_then(|length| rest.split_at_checked(length))
                .ok_or_else(|| self.error("the text ends in a string"))?;
            text += plain;
            self.at += plain.len();
            match stop.as_bytes().first() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some(b'\\') => text.to_mut().push(self.escape()?),
                _ => return Err(self.error("a control character in a string")),
            }
        }
    }

    fn escape(&mut self) -> Result<char, SyntaxError> {
        self.at += 1;
        let byte = self.peek().ok_or_else(|| self.error("the text ends in a string"))?;
        self.at += 1;
        Ok(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let unit = self.hex()?;
                let mut pair = vec![unit];
                if (0xd800..0xdc00).contains(&unit) && self.rest().starts_with("\\u") {
                    self.at += 2;
                    pair.push(self.hex()?);
                }
                match char::decode_utf16(pair).collect::<Result<Vec<_>, _>>().as_deref() {
                    Ok([one]) => *one,
                    _ => return Err(self.error("half of a surrogate pair")),
                }
            }
            _ => return Err(self.error("no such escape")),
        })
    }

    fn hex(&mut self) -> Result<u16, SyntaxError> {
        let digits =
            self.rest().get(..4).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let unit = digits.and_then(|digits| u16::from_str_radix(digits, 16).ok());
        let unit = unit.ok_or_else(|| self.error("four hexadecimal digits are missing"))?;
        self.at += 4;
        Ok(unit)
    }
}
