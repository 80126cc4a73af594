//! No message is without its snapshot.

use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;

/// What says something about a schedule.
const SOURCES: [&str; 9] = [
    "schedule",
    "shared/schedule_name.rs",
    "schedules",
    "schedule_history",
    "schedule_data",
    "shared/missing_objects.rs",
    "shared/account_binding.rs",
    "shared/client.rs",
    "shared/error_diagnostic.rs",
];

/// A summary as the source writes it: in a diagnostic's constructor (or the word that stands for it), in a constant, in a
/// rule, or first of a pair.
const SUMMARY: &str = r#"(?:Diagnostic::(?:error|warning)\(|error\(|NAME_EXISTS: &str =|summary(?: =|:)|=> \(|^\s*\()\s*(?:format!\(\s*)?"([A-Z{][^"]+)""#;

/// Not reached by a test on loopback: TLS, proxies, time and sizes, each held by the suites of `api`.
const ELSEWHERE: [&str; 10] = [
    "The request can't be sent",
    "No HTTP client",
    "The proxy can't be used",
    "Treasure Data does not answer",
    "The connection to Treasure Data broke",
    "Treasure Data's answer is too long",
    "Treasure Data is not asked any more",
    "Stopped",
    "The operation took too long",
    "The name is too short",
];

fn files(path: &Path, found: &mut Vec<PathBuf>) {
    if path.is_file() {
        found.push(path.to_owned());
    } else if !path.ends_with("tests") {
        let entries = fs::read_dir(path).expect("a directory").map(|entry| entry.expect("an entry").path());
        entries.for_each(|path| files(&path, found));
    }
}

#[test]
fn each_diagnostic_has_a_snapshot() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let snapshots = fs::read_dir(root.join("tests/model/messages/snapshots")).expect("there are snapshots");
    let told: String =
        snapshots.map(|file| fs::read_to_string(file.expect("a file").path()).expect("it is text")).collect();
    let told: Vec<&str> =
        told.lines().filter(|line| line.starts_with("error at") || line.starts_with("warning at")).collect();
    let mut sources = Vec::new();
    SOURCES.iter().for_each(|source| files(&root.join("src/provider").join(source), &mut sources));
    let summary = Regex::new(&format!("(?m){SUMMARY}")).expect("a regular expression");
    let place = Regex::new(r"\\\{[^}]*\\\}").expect("a regular expression");
    let (mut count, mut missing) = (0, Vec::new());
    for file in &sources {
        let source = fs::read_to_string(file).expect("it is text");
        let source = source.split("#[cfg(test)]").next().unwrap_or_default();
        for found in summary.captures_iter(source) {
            let text = &found[1];
            let pattern = place.replace_all(&regex::escape(text), ".+").into_owned();
            let pattern = Regex::new(&format!(": {pattern}$")).expect("a regular expression");
            count += 1;
            if !told.iter().any(|line| pattern.is_match(line)) && !ELSEWHERE.contains(&text) {
                missing.push(format!("{}: {text}", file.display()));
            }
        }
    }
    assert!(count > 45, "the source reads otherwise now: only {count} summaries were found");
    assert_eq!(missing, Vec::<String>::new());
}
