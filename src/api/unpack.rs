//! Unpacking an answer while it comes, to a bound in bytes and, beyond a size, to a ratio: a few bytes that unpack to very
//! many are no list of schedules.

use std::io::{self, Write};

use flate2::write::MultiGzDecoder;
use reqwest::header::{CONTENT_ENCODING, HeaderMap};

use super::body::Body;
use super::error_kind::Excess;
use super::{ErrorKind, body};

/// An answer may unpack to so many times the bytes that came: a list whose rows differ in nothing but name and number
/// packs to about a hundredth, and deflate's most is a thousandth.
const RATIO: usize = 250;

/// Up to this part of the limit the ratio is not looked at,
const FLOOR_PART: usize = 8;

/// and not below this size: the answer to a write holds one schedule, whose query may repeat itself.
const LEAST_FLOOR: usize = 32 << 20;

/// Takes a body's bytes as they come.
pub(super) enum Unpacker {
    Plain(Sink),
    Gzip(Box<MultiGzDecoder<Sink>>),
}

/// What is unpacked so far.
#[derive(Debug)]
pub(super) struct Sink {
    body: Body,
    /// Bytes that came.
    packed: usize,
    limit: usize,
    is_packed: bool,
    excess: Option<(Excess, usize)>,
}

/// Why unpacking ended.
#[derive(Debug)]
pub(super) enum Problem {
    /// More than the limit.
    Excess(Excess, usize),
    /// What came is not what was packed; so many bytes were unpacked.
    Broken(usize, String),
}

impl Problem {
    pub(super) fn failure(self, status: u16) -> ErrorKind {
        match self {
            Self::Excess(excess, limit) => ErrorKind::TooLarge { excess, limit },
            Self::Broken(received, reason) => ErrorKind::CutOff { status, received, reason, source: None },
        }
    }
}

impl Unpacker {
    /// For an answer with these headers, of at most `limit` bytes when it is unpacked.
    pub(super) fn new(headers: &HeaderMap, limit: usize) -> Self {
        let is_packed = headers
            .get(CONTENT_ENCODING)
            .and_then(|encoding| encoding.to_str().ok())
            .is_some_and(|encoding| encoding.trim().eq_ignore_ascii_case("gzip"));
        let sink = Sink { body: Body::default(), packed: 0, limit, is_packed, excess: None };
        if is_packed { Self::Gzip(Box::new(MultiGzDecoder::new(sink))) } else { Self::Plain(sink) }
    }

    /// What is unpacked so far.
    pub(super) fn body(&self) -> &Body {
        &self.sink().body
    }

    /// Takes the next bytes.
    pub(super) fn take(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        let written = match self {
            Self::Plain(sink) => sink.came(bytes.len()).write_all(bytes),
            Self::Gzip(decoder) => {
                decoder.get_mut().came(bytes.len());
                decoder.write_all(bytes)
            }
        };
        written.map_err(|error| self.problem(&error))
    }

    /// Hands over what the decoder still holds, whole or not.
    pub(super) fn flush(&mut self) {
        if let Self::Gzip(decoder) = self {
            let _ = decoder.flush();
        }
    }

    /// The whole body; an error where its end is missing.
    pub(super) fn finish(mut self) -> Result<Body, Problem> {
        if let Self::Gzip(decoder) = &mut self
            && decoder.get_ref().packed > 0
        {
            let finished = decoder.try_finish();
            finished.map_err(|error| self.problem(&error))?;
        }
        Ok(self.into_body())
    }

    /// What is unpacked so far.
    pub(super) fn into_body(mut self) -> Body {
        std::mem::take(match &mut self {
            Self::Plain(sink) => &mut sink.body,
            Self::Gzip(decoder) => &mut decoder.get_mut().body,
        })
    }

    fn sink(&self) -> &Sink {
        match self {
            Self::Plain(sink) => sink,
            Self::Gzip(decoder) => decoder.get_ref(),
        }
    }

    fn problem(&self, error: &io::Error) -> Problem {
        let sink = self.sink();
        match sink.excess {
            Some((excess, limit)) => Problem::Excess(excess, limit),
            None => Problem::Broken(sink.body.len(), format!("it can't be unpacked ({error})")),
        }
    }
}

impl Sink {
    fn came(&mut self, bytes: usize) -> &mut Self {
        self.packed = self.packed.saturating_add(bytes);
        self
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let length = self.body.len().saturating_add(bytes.len());
        let floor = LEAST_FLOOR.max(self.limit / FLOOR_PART);
        if length > self.limit {
            self.excess = Some((Excess::Text, self.limit));
        } else if self.is_packed && length > floor && length / RATIO > self.packed {
            self.excess = Some((Excess::Ratio(RATIO), floor));
        }
        if self.excess.is_some() {
            // A refusal's beginning is kept.
            let room = self.limit.saturating_sub(self.body.len()).min(bytes.len());
            self.body.push(bytes.get(..room).unwrap_or_default());
            return Err(io::Error::other(body::LONGEST_VARIABLE));
        }
        self.body.push(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use reqwest::header::HeaderValue;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn unpack(packed: &[u8], size: usize, limit: usize) -> Result<Body, Problem> {
        let headers = HeaderMap::from_iter([(CONTENT_ENCODING, HeaderValue::from_static("gzip"))]);
        let mut unpacker = Unpacker::new(&headers, limit);
        packed.chunks(size).try_for_each(|chunk| unpacker.take(chunk))?;
        unpacker.finish()
    }

    #[test]
    fn a_packed_body_reads_back_as_it_was_however_it_is_cut() {
        let text: Vec<u8> = (0..200_000_u32).map(|number| (number.wrapping_mul(number) >> 7) as u8).collect();
        let packed = gzip(&text);
        for size in [1, 7, 4096, packed.len()] {
            assert_eq!(unpack(&packed, size, 1 << 20).unwrap().whole(), text);
        }
        // Members one after the other are one text.
        let twice = [gzip(b"{\"a\""), gzip(b":1}")].concat();
        assert_eq!(*unpack(&twice, 3, 1 << 20).unwrap().whole(), *b"{\"a\":1}");
        assert!(unpack(&[], 1, 1 << 20).unwrap().whole().is_empty());
    }

    #[test]
    fn an_end_that_is_missing_is_an_error() {
        let packed = gzip(&[b'x'; 5000]);
        for length in 1..packed.len() {
            let cut = unpack(packed.get(..length).unwrap(), 7, 1 << 20);
            assert!(matches!(cut, Err(Problem::Broken(..))), "{length}: {cut:?}");
        }
    }

    #[test]
    fn beyond_a_size_the_ratio_counts_and_below_it_does_not() {
        let (floor, limit) = (LEAST_FLOOR, 8 * LEAST_FLOOR);
        assert!(unpack(&gzip(&vec![b' '; floor]), 4096, limit).is_ok());
        let over = unpack(&gzip(&vec![b' '; floor + 1]), 4096, limit);
        assert!(matches!(over, Err(Problem::Excess(Excess::Ratio(_), at)) if at == floor), "{over:?}");
        let raised = unpack(&gzip(&vec![b' '; floor + 1]), 4096, 2 * limit);
        assert!(raised.is_ok(), "{raised:?}");
        // More than that of a list that people could have.
        let row =
            |number| format!("{{\"name\":\"s{number}\",\"query\":\"{}\"}},", "select 1 from t\\n".repeat(20));
        let list: String = (0..floor / 350).map(row).collect();
        assert!(list.len() > floor && unpack(&gzip(list.as_bytes()), 4096, limit).is_ok());
        let plain = unpack(&gzip(&vec![b'x'; floor + 1]), 1, floor);
        assert!(matches!(plain, Err(Problem::Excess(Excess::Text, _))), "{plain:?}");
    }
}
