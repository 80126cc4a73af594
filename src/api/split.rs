//! Cuts the text of a list into its rows while it comes in pieces, so that each row can be read from memory in one go
//! and freed, and no second copy of the list is ever there.

/// What stands for a row in the frame.
const CUT: &[u8] = b"{}";

/// Knows no more of JSON than where texts and brackets begin and end: whether it is JSON is judged by whoever reads the
/// rows and the frame. The whole is JSON exactly when they all are.
#[derive(Debug)]
pub(super) struct Splitter {
    /// The key whose rows are cut out.
    wanted: &'static [u8],
    /// The text with `{}` in place of each row.
    frame: Vec<u8>,
    /// The beginning of a row that did not end in its piece.
    row: Vec<u8>,
    in_row: bool,
    depth: usize,
    in_text: bool,
    escaped: bool,
    /// Where in the frame the last text at depth 1 begins: in front of a `[` it is the key.
    key: usize,
    /// Whether the brackets at depth 2 hold the rows.
    in_list: bool,
}

impl Splitter {
    /// Cuts out the rows under this key.
    pub(super) fn new(wanted: &'static [u8]) -> Self {
        Self {
            wanted,
            frame: Vec::new(),
            row: Vec::new(),
            in_row: false,
            depth: 0,
            in_text: false,
            escaped: false,
            key: 0,
            in_list: false,
        }
    }

    /// Bytes that it holds.
    pub(super) fn held(&self) -> usize {
        self.frame.capacity() + self.row.capacity()
    }

    /// Takes the next piece and hands over each row that ends in it.
    ///
    /// # Errors
    /// The first one of `read`.
    pub(super) fn take<E>(
        &mut self,
        piece: &[u8],
        mut read: impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        // What is before this place is in the frame or was read.
        let mut done = 0;
        let mut bytes = piece.iter().enumerate();
        loop {
            if self.escaped && bytes.next().is_some() {
                self.escaped = false;
            }
            if self.in_text {
                match bytes.find(|(_, byte)| matches!(byte, b'"' | b'\\')) {
                    Some((_, b'"')) => self.in_text = false,
                    Some(_) => self.escaped = true,
                    None => break,
                }
                continue;
            }
            let Some((place, byte)) =
                bytes.find(|(_, byte)| matches!(byte, b'"' | b'[' | b'{' | b'}' | b']'))
            else {
                break;
            };
            match byte {
                b'"' => {
                    self.in_text = true;
                    if self.depth == 1 {
                        self.key = self.frame.len() + (place - done);
                    }
                }
                b'[' if self.depth == 1 => {
                    self.frame.extend_from_slice(piece.get(done..place).unwrap_or_default());
                    done = place;
                    self.in_list = self.is_key();
                    self.depth = 2;
                }
                b'{' if self.depth == 2 && self.in_list => {
                    self.frame.extend_from_slice(piece.get(done..place).unwrap_or_default());
                    done = place;
                    self.in_row = true;
                    self.depth = 3;
                }
                b'{' | b'[' => self.depth += 1,
                _ => {
                    self.depth = self.depth.saturating_sub(1);
                    self.in_list &= self.depth > 1;
                    if self.in_row && self.depth == 2 {
                        let end = piece.get(done..=place).unwrap_or_default();
                        done = place + 1;
                        self.in_row = false;
                        self.frame.extend_from_slice(CUT);
                        if self.row.is_empty() {
                            read(end)?;
                        } else {
                            self.row.extend_from_slice(end);
                            read(&self.row)?;
                            self.row.clear();
                        }
                    }
                }
            }
        }
        let rest = piece.get(done..).unwrap_or_default();
        if self.in_row { &mut self.row } else { &mut self.frame }.extend_from_slice(rest);
        Ok(())
    }

    /// All that was no row; a row that did not end is missing, so that the text ends in its middle.
    pub(super) fn into_frame(self) -> Vec<u8> {
        self.frame
    }

    /// Whether the last text of the frame, with what may follow a key, is the list's key.
    fn is_key(&self) -> bool {
        let text = self.frame.get(self.key..).unwrap_or_default().strip_prefix(b"\"").unwrap_or_default();
        text.strip_prefix(self.wanted).is_some_and(|rest| rest.starts_with(b"\""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows and the frame of a text that comes in pieces of this size.
    fn split(text: &str, size: usize) -> (Vec<String>, String) {
        let (mut splitter, mut rows) = (Splitter::new(b"schedules"), Vec::new());
        for piece in text.as_bytes().chunks(size) {
            let read = |row: &[u8]| {
                rows.push(String::from_utf8(row.to_vec()).unwrap());
                Ok::<_, ()>(())
            };
            splitter.take(piece, read).unwrap();
        }
        (rows, String::from_utf8(splitter.into_frame()).unwrap())
    }

    #[test]
    fn rows_are_cut_out_however_the_text_is_cut() {
        let cases: [(&str, &[&str], &str); 10] = [
            (
                r#"{"schedules":[{"a":1},{"b":[{}]}]}"#,
                &[r#"{"a":1}"#, r#"{"b":[{}]}"#],
                r#"{"schedules":[{},{}]}"#,
            ),
            (r#" { "schedules" : [ {} ] , "n" : 1 } "#, &["{}"], r#" { "schedules" : [ {} ] , "n" : 1 } "#),
            (r#"{"schedules":[{"q":"}]\"\\"}]}"#, &[r#"{"q":"}]\"\\"}"#], r#"{"schedules":[{}]}"#),
            (
                r#"{"a":[{"b":1}],"schedules":[{"c":1}]}"#,
                &[r#"{"c":1}"#],
                r#"{"a":[{"b":1}],"schedules":[{}]}"#,
            ),
            (r#"{"a":"schedules","b":[{"c":1}]}"#, &[], r#"{"a":"schedules","b":[{"c":1}]}"#),
            (r#"{"a":{"schedules":[{"b":1}]}}"#, &[], r#"{"a":{"schedules":[{"b":1}]}}"#),
            (r#"{"schedules":[1,"x",[{"a":1}]]}"#, &[], r#"{"schedules":[1,"x",[{"a":1}]]}"#),
            (r#"{"schedules":[{"a":1},{"b":"#, &[r#"{"a":1}"#], r#"{"schedules":[{},"#),
            (r#"{"schedules":[],"a":{"b":{"c":1}}}"#, &[], r#"{"schedules":[],"a":{"b":{"c":1}}}"#),
            ("]]}}[\"", &[], "]]}}[\""),
        ];
        for (text, rows, frame) in cases {
            for size in 1..=text.len() {
                assert_eq!(
                    split(text, size),
                    (rows.iter().map(|&row| row.into()).collect(), frame.into()),
                    "{text} {size}"
                );
            }
        }
    }
}
