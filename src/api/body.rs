//! Reading an answer's body: bounded in size, and in the time to each next byte.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use reqwest::Response;

use super::unpack::Unpacker;
use super::{ErrorKind, TimeoutPhase, error_kind};

/// The most memory that one answer may take, its text and what is made of it together: more than a hundred thousand
/// schedules with queries of a thousand characters, or five thousand with queries of 50,000.
const LONGEST: usize = 256 << 20;

/// Raises it for an account that is larger still; in MiB.
pub(super) const LONGEST_VARIABLE: &str = "TD_MAX_RESPONSE_MIB";

/// The longest body of a refusal that is read.
const LONGEST_REFUSAL: usize = 64 << 10;

/// Some servers put a byte order mark in front.
pub(super) const BOM: &[u8] = b"\xef\xbb\xbf";

/// The size of a body's pieces.
const PIECE: usize = 64 << 10;

/// A whole body in pieces: whoever reads it frees it on the way, so that a long list and the schedules made of it never
/// take their room at the same time.
#[derive(Debug, Default)]
pub(super) struct Body {
    pieces: VecDeque<Vec<u8>>,
    length: usize,
}

impl Body {
    /// In bytes, unpacked.
    pub(super) fn len(&self) -> usize {
        self.length
    }

    /// The first 64 KiB.
    pub(super) fn beginning(&self) -> &[u8] {
        self.pieces.front().map_or(&[], Vec::as_slice)
    }

    /// All of it in one piece.
    pub(super) fn whole(&self) -> Cow<'_, [u8]> {
        match self.pieces.len() {
            0 | 1 => Cow::Borrowed(self.beginning()),
            _ => Cow::Owned(self.pieces.iter().flatten().copied().collect()),
        }
    }

    /// Its pieces in order: who takes them frees each when it is done with it.
    pub(super) fn into_pieces(self) -> impl Iterator<Item = Vec<u8>> {
        self.pieces.into_iter()
    }

    /// False once its first piece is full and shows that it is no JSON object.
    fn may_be_object(&self) -> bool {
        if self.length < PIECE {
            return true;
        }
        let beginning = self.beginning();
        let text = beginning.strip_prefix(BOM).unwrap_or(beginning).trim_ascii_start();
        text.starts_with(b"{")
    }

    pub(super) fn push(&mut self, mut bytes: &[u8]) {
        self.length += bytes.len();
        while !bytes.is_empty() {
            let room = self.pieces.back().map_or(0, |piece| PIECE - piece.len());
            if room == 0 {
                // A short answer gets no more than it needs.
                let size = if self.pieces.is_empty() { bytes.len().min(PIECE) } else { PIECE };
                self.pieces.push_back(Vec::with_capacity(size));
                continue;
            }
            let (now, later) = bytes.split_at(room.min(bytes.len()));
            if let Some(piece) = self.pieces.back_mut() {
                piece.extend_from_slice(now);
            }
            bytes = later;
        }
    }
}

impl From<&[u8]> for Body {
    fn from(bytes: &[u8]) -> Self {
        let mut body = Self::default();
        body.push(bytes);
        body
    }
}

/// The longest answer that is read: `variable` is the text of [`LONGEST_VARIABLE`]; what is no number of MiB is passed over.
pub(super) fn longest(variable: Option<&str>) -> usize {
    let mib = variable.and_then(|text| text.trim().parse::<usize>().ok()).filter(|mib| *mib > 0);
    mib.and_then(|mib| mib.checked_mul(1 << 20)).unwrap_or(LONGEST)
}

/// The whole body of a 2xx answer, of at most `limit` bytes. A body that is no JSON object is read only so far as to see
/// that.
pub(super) async fn whole(response: &mut Response, idle: Duration, limit: usize) -> Result<Body, ErrorKind> {
    let status = response.status().as_u16();
    let mut unpacker = Unpacker::new(response.headers(), limit);
    while let Some(chunk) = more(response, idle, unpacker.body().len()).await? {
        unpacker.take(&chunk).map_err(|problem| problem.failure(status))?;
        if !unpacker.body().may_be_object() {
            return Ok(unpacker.into_body());
        }
    }
    unpacker.finish().map_err(|problem| problem.failure(status))
}

/// As much of a refusal's body as comes; the status matters more than the rest of it.
pub(super) async fn of_refusal(response: &mut Response, idle: Duration) -> Vec<u8> {
    let mut unpacker = Unpacker::new(response.headers(), LONGEST_REFUSAL);
    while unpacker.body().len() < LONGEST_REFUSAL
        && let Ok(Some(chunk)) = more(response, idle, unpacker.body().len()).await
    {
        // What is longer than that has filled it.
        if unpacker.take(&chunk).is_err() {
            break;
        }
    }
    unpacker.flush();
    let mut body = unpacker.into_body().whole().into_owned();
    body.truncate(LONGEST_REFUSAL);
    body
}

/// The next bytes after `received`; None at the end.
async fn more(response: &mut Response, idle: Duration, received: usize) -> Result<Option<Bytes>, ErrorKind> {
    let status = response.status().as_u16();
    match tokio::time::timeout(idle, response.chunk()).await {
        Ok(Ok(chunk)) => Ok(chunk),
        Ok(Err(error)) => {
            let error = error.without_url();
            let reason = error_kind::innermost(&error);
            Err(ErrorKind::CutOff { status, received, reason, source: Some(Arc::new(error)) })
        }
        Err(_) => Err(ErrorKind::Timeout { wait: TimeoutPhase::NextByte, after: idle }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_reads_back_as_it_came_however_it_is_cut() {
        let bytes: Vec<u8> = (0..300_000_u32).map(|number| number as u8).collect();
        for size in [1, 7, PIECE - 1, PIECE, PIECE + 1, bytes.len()] {
            let mut body = Body::default();
            bytes.chunks(size).for_each(|chunk| body.push(chunk));
            assert_eq!(body.len(), bytes.len());
            assert_eq!(body.whole(), bytes);
            assert_eq!(body.into_pieces().flatten().collect::<Vec<u8>>(), bytes);
        }
        assert!(Body::default().whole().is_empty() && Body::default().beginning().is_empty());
    }

    #[test]
    fn the_limit_is_256_mib_unless_the_variable_says_a_number() {
        for text in [None, Some(""), Some("much"), Some("0"), Some("-1")] {
            assert_eq!(longest(text), 256 << 20, "{text:?}");
        }
        assert_eq!(longest(Some(" 2048 ")), 2048 << 20);
    }
}
