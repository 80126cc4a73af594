//! Each promise of the reliability guide names the test that keeps it; `named_tests` sees that there is one.

use crate::markdown::root;
use std::fs;

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The pieces of code inside a text.
fn spans(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// What a page says, entry by entry of its lists, each with the lines that belong to it.
fn entries(text: &str) -> Vec<String> {
    let mut entries: Vec<String> = Vec::new();
    for line in text.lines() {
        match entries.last_mut() {
            Some(last) if line.starts_with("  ") => last.push_str(line),
            _ => entries.push(line.to_owned()),
        }
    }
    entries.retain(|entry| entry.starts_with("- "));
    entries
}

#[test]
fn every_promise_of_the_reliability_guide_names_a_test() {
    let mut promises = entries(&text("docs/guides/reliability.md"));
    promises.retain(|promise| !promise.starts_with("- Not confirmed"));
    assert!(promises.len() > 20, "{promises:#?}");
    promises.retain(|promise| !spans(promise).any(|span| span.contains("::")));
    assert_eq!(promises, Vec::<String>::new(), "no test is named");
}

#[test]
fn what_the_security_page_names_is_there() {
    let page = text("SECURITY.md");
    let paths: Vec<_> = spans(&page)
        .filter(|span| ["tests/", "scripts/"].iter().any(|folder| span.starts_with(folder)))
        .collect();
    assert!(paths.len() >= 4, "{paths:?}");
    for path in paths {
        assert!(root().join(path).exists(), "{path}");
    }
}
