//! The guide for those on call knows every error that Treasure Data's answers can become.

use crate::markdown::root;
use std::fs;

/// The texts in quotes that begin with a capital and stand where a summary stands: first in a pair, or alone as `("…"`.
fn summaries() -> Vec<String> {
    let source = fs::read_to_string(root().join("src/provider/failure.rs")).expect("the source is there");
    let judged = source.split("fn judge").nth(1).expect("the errors are judged there");
    let mut found: Vec<String> = Vec::new();
    for part in judged.split('(').skip(1) {
        let Some(text) = part.trim_start().strip_prefix('"') else { continue };
        let text = text.split('"').next().unwrap_or_default();
        if text.starts_with(char::is_uppercase) && !found.iter().any(|known| known == text) {
            found.push(text.to_owned());
        }
    }
    assert!(found.len() > 10, "the source reads otherwise now: {found:?}");
    found
}

#[test]
fn each_error_has_a_heading_and_each_heading_an_error() {
    let guide = fs::read_to_string(root().join("docs/guides/on-call.md")).expect("the guide is there");
    let headings: Vec<&str> = guide.lines().filter_map(|line| line.strip_prefix("### ")).collect();
    let summaries = summaries();
    for summary in &summaries {
        assert!(headings.contains(&summary.as_str()), "the guide lacks {summary:?}");
    }
    for heading in headings {
        assert!(
            summaries.iter().any(|summary| summary == heading),
            "no error is called {heading:?} any more"
        );
    }
}
