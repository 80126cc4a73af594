//! Texts that are secret in these tests, and the search for every spelling of them.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use std::fs;
use std::path::{Path, PathBuf};

/// The key that the emulator takes.
pub(crate) const KEY: &str = "1/c4n4ry0key0c4n4ry0key0c4n4ry0key0c4n4ry0";

/// The password inside `result`.
pub(crate) const RESULT: &str = "c4n4ry@result pass/wörd";

/// The password inside `result_wo`.
pub(crate) const RESULT_WO: &str = "c4n4ry-write:only+päss";

/// The password of the proxy.
pub(crate) const PROXY: &str = "c4n4ry~proxy pass";

/// As it stands in a URL.
pub(crate) fn percent(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

/// Every spelling of a text that a log or a file might hold.
fn spellings(text: &str) -> Vec<String> {
    let form: String = form_urlencoded::byte_serialize(text.as_bytes()).collect();
    let json = serde_json::Value::from(text).to_string();
    let mut all = vec![
        text.to_owned(),
        percent(text),
        percent(text).to_lowercase(),
        form,
        json.trim_matches('"').to_owned(),
        STANDARD.encode(text),
        URL_SAFE_NO_PAD.encode(text),
    ];
    // Inside a longer text base64 has two more alignments; the characters at the ends hold bits of the neighbours.
    for shift in 1..3 {
        let shifted = STANDARD_NO_PAD.encode([&vec![0; shift], text.as_bytes()].concat());
        all.push(shifted[4..shifted.len() - 3].to_owned());
    }
    all
}

/// Fails the test where a text holds one of these secrets, in any spelling.
#[track_caller]
pub(crate) fn absent(what: &str, text: &str, secrets: &[&str]) {
    let lower = text.to_lowercase();
    for secret in secrets {
        for spelling in spellings(secret) {
            if let Some(at) = lower.find(&spelling.to_lowercase()) {
                let begin = (0..=at.saturating_sub(200)).rev().find(|at| lower.is_char_boundary(*at));
                let around: String = lower[begin.unwrap_or_default()..].chars().take(400).collect();
                panic!("{what} holds {secret:?} as {spelling:?}: …{around}…");
            }
        }
    }
}

/// All files below a directory.
pub(crate) fn files(directory: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(directory).into_iter().flatten().flatten() {
        let path = entry.path();
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => all.extend(files(&path)),
            Ok(kind) if kind.is_file() => all.push(path),
            _ => {}
        }
    }
    all
}

#[test]
#[should_panic(expected = "the log holds")]
fn the_search_finds_a_secret_inside_base64() {
    absent("the log", &STANDARD.encode(format!("x{KEY}y")), &[KEY]);
}
