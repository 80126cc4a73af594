//! What is promised of any answer: no panic, no more words than anybody reads, and no list but a whole one. The readers
//! are the module's own, so this file is part of it: here, and in the provider's tests.

use jiff::Timestamp;
use reqwest::header::{DATE, HeaderMap, HeaderValue, RETRY_AFTER};
use serde_json::Value;

use crate::api::response::ApiResponse;
use crate::api::split::Splitter;
use crate::api::{ErrorKind, error_body, retry_policy, trace};

/// More than the longest text that is shown of an answer takes with the words around it.
const WORDS: usize = 4096;

/// Takes the bytes for each answer in turn, and for a header.
pub(crate) fn from_answer(data: &[u8]) {
    let answer = || ApiResponse::of(data);
    if let Some(list) = read(answer().schedules()) {
        let read = list.schedules.len() + list.odd.len();
        assert!(rows(data, "schedules").is_none_or(|rows| rows == read), "no row is lost");
        for (position, row) in list.schedules.iter().enumerate() {
            assert!(!row.name.is_empty());
            let found = list.by_name(&row.name).expect("what is in the list is found by its name");
            let first = list.schedules.iter().position(|one| one.name == row.name);
            assert!(position >= first.expect("it is there") && found.name == row.name);
            assert!(row.id.as_deref().is_none_or(|id| list.by_id(id).is_some()));
        }
    }
    if let Some(page) = read(answer().history()) {
        assert!(rows(data, "history").is_none_or(|rows| rows == page.length()), "no row is lost");
    }
    if let Some(jobs) = read(answer().jobs()) {
        assert!(jobs.iter().all(|job| !job.job_id.is_empty()));
    }
    if let Some(schedule) = read(answer().schedule()) {
        assert!(!schedule.name.is_empty());
    }
    read(answer().object());
    assert!([1, 5].map(|size| cut(data, size)).iter().all(|pieces| *pieces == cut(data, data.len().max(1))));
    for status in [302, 400, 404, 409, 422, 429, 500, 503] {
        told(&error_body::failure(status, data, None));
    }
    trace::answer(&data.into());
    trace::form(data);
    from_header(data);
}

/// The rows and the rest of a list that comes in pieces of this size.
fn cut(data: &[u8], size: usize) -> (Vec<Vec<u8>>, Vec<u8>) {
    let (mut splitter, mut rows) = (Splitter::new(b"schedules"), Vec::new());
    for piece in data.chunks(size) {
        let kept: Result<(), ()> = splitter.take(piece, |row| {
            rows.push(row.to_vec());
            Ok(())
        });
        assert!(kept.is_ok());
    }
    (rows, splitter.into_frame())
}

/// A failure is told in one line of bounded length.
fn told(failure: &ErrorKind) {
    let words = failure.to_string();
    assert!(words.len() <= WORDS && !words.contains(char::is_control), "{words:?}");
}

fn read<T>(outcome: Result<T, ErrorKind>) -> Option<T> {
    outcome.inspect_err(told).ok()
}

/// How many rows an indifferent reader sees under a key of an answer that was taken; none where he minds what stands in a
/// field that nobody asks for (text that is no Unicode, nesting without end).
fn rows(data: &[u8], key: &str) -> Option<usize> {
    let text = data.strip_prefix(b"\xef\xbb\xbf").unwrap_or(data);
    let json: Value = serde_json::from_slice(text).ok()?;
    Some(json[key].as_array().map_or(usize::MAX, Vec::len))
}

fn from_header(data: &[u8]) {
    let Ok(value) = HeaderValue::from_bytes(data) else { return };
    let headers = HeaderMap::from_iter([(RETRY_AFTER, value.clone()), (DATE, value)]);
    if let Some(date) = retry_policy::date(&headers) {
        assert_eq!(
            retry_policy::retry_after(&headers, Timestamp::MIN),
            Some(std::time::Duration::ZERO),
            "{date}"
        );
    }
}
