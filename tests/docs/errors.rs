//! The guide for those on call knows every error that the provider can end with.

use crate::markdown::root;
use std::fs;
use std::path::Path;

/// The sources of the provider without their tests, as one text.
fn sources(folder: &Path) -> String {
    let mut all = String::new();
    for entry in fs::read_dir(folder).expect("the sources are there").map_while(Result::ok) {
        let path = entry.path();
        if path.is_dir() {
            all += &sources(&path);
        } else if !path.ends_with("tests.rs") {
            let text = fs::read_to_string(&path).expect("a source is text");
            all += text.split("#[cfg(test)]").next().unwrap_or_default();
        }
    }
    all
}

/// The text in quotes right after `before`, each time that it stands there; those with a place for a value are left out.
fn quoted<'a>(source: &'a str, before: &str) -> Vec<&'a str> {
    let after = source.split(before).skip(1).filter_map(|rest| rest.trim_start().strip_prefix('"'));
    after.filter_map(|rest| rest.split('"').next()).filter(|text| !text.contains('{')).collect()
}

/// The summaries of every error: those of Treasure Data's answers are judged in one place, as pairs or alone.
fn summaries() -> Vec<String> {
    let provider = root().join("src/provider");
    let source = sources(&provider);
    let failures =
        fs::read_to_string(provider.join("shared/error_diagnostic.rs")).expect("the source is there");
    let judged = failures.split("fn describe").nth(1).expect("the errors are judged there");
    let capital = |text: &&str| text.starts_with(char::is_uppercase);
    let mut found: Vec<&str> = quoted(judged, "(").into_iter().filter(capital).collect();
    found.extend(quoted(&source, "Diagnostic::error("));
    found.extend(quoted(&source, "push(error("));
    found.extend(quoted(&source, " summary: "));
    found.extend(quoted(&source, "NAME_EXISTS: &str ="));
    found.sort_unstable();
    found.dedup();
    assert!(found.len() > 50, "the sources read otherwise now: {found:?}");
    found.into_iter().filter(|text| !TITLES.contains(text)).map(str::to_owned).collect()
}

/// The summaries of functions, which are no errors.
const TITLES: &[&str] = &[
    "The URL of a result's target, escaped",
    "The next runs of a cron",
    "The runs of a cron in a stretch of time",
    "What a cron means, in English",
];

#[test]
fn each_error_is_in_the_guide_and_each_heading_an_error() {
    let guide = fs::read_to_string(root().join("docs/guides/on-call.md")).expect("the guide is there");
    let headings: Vec<&str> = guide.lines().filter_map(|line| line.strip_prefix("### ")).collect();
    let rows: Vec<&str> = guide.lines().filter(|line| line.starts_with("| ")).collect();
    let summaries = summaries();
    let lacking: Vec<_> = summaries
        .iter()
        .filter(|summary| {
            !headings.contains(&summary.as_str()) && !rows.iter().any(|row| row.contains(*summary))
        })
        .collect();
    assert!(lacking.is_empty(), "the guide lacks {lacking:#?}");
    for heading in headings {
        assert!(
            summaries.iter().any(|summary| summary == heading),
            "no error is called {heading:?} any more"
        );
    }
}
