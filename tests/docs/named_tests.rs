//! Where a guide names the test that keeps a promise, there is such a test.

use crate::markdown::{docs, root};
use std::fs;

/// The suites under `tests/`; every other path begins with a module of `src/`.
const SUITES: &[&str] =
    &["docs", "e2e", "faults", "hostile", "memory", "model", "protocol", "secrets", "emulator", "corpus"];

/// Whether `path`, such as `e2e::update::each_attribute`, is a function or a module of tests.
fn there(path: &str) -> bool {
    let parts: Vec<&str> = path.split("::").collect();
    let base =
        if SUITES.contains(&parts[0]) && root().join("tests").join(parts[0]).is_dir() && !source(&parts) {
            root().join("tests")
        } else {
            root().join("src")
        };
    let file = |parts: &[&str]| {
        let path = base.join(parts.join("/"));
        [path.with_extension("rs"), path.join("mod.rs"), path.join("main.rs")]
            .into_iter()
            .find(|path| path.is_file())
    };
    if let Some(path) = file(&parts) {
        return path.with_file_name("tests.rs").is_file()
            || has(&path, "#[test]")
            || has(&path, "#[tokio::test]")
            || has(&path, "each_kind!")
            || has(&path, "on_each_terraform!")
            || has(&path, "on_terraform!");
    }
    let Some((name, module)) = parts.split_last() else { return false };
    // `mod tests` may stand in the file that it tests.
    let inside =
        || module.split_last().filter(|(last, _)| **last == "tests").and_then(|(_, outer)| file(outer));
    if *name == "tests" {
        return file(module).is_some_and(|path| has(&path, "mod tests {"));
    }
    file(module).or_else(inside).is_some_and(|path| has(&path, &format!("fn {name}(")))
}

/// `emulator` is a suite and a module; a second part that is a file of the suite decides.
fn source(parts: &[&str]) -> bool {
    parts[0] == "emulator"
        && parts.get(1).is_some_and(|part| !root().join(format!("tests/emulator/{part}.rs")).is_file())
}

fn has(path: &std::path::Path, text: &str) -> bool {
    fs::read_to_string(path).is_ok_and(|source| source.contains(text))
}

/// What stands between backticks and has the form of a test's path.
fn named(text: &str) -> Vec<String> {
    let quoted = text.split('`').skip(1).step_by(2);
    let path = |text: &&str| {
        text.contains("::")
            && !text.starts_with("provider::td::")
            && text.chars().all(|c| c.is_ascii_alphanumeric() || "_:".contains(c))
    };
    quoted.filter(path).map(str::to_owned).collect()
}

#[test]
fn each_test_that_a_page_names_is_there() {
    let mut missing = Vec::new();
    let mut seen = 0;
    for page in docs() {
        for path in page.prose().iter().flat_map(|line| named(line)) {
            seen += 1;
            if !there(&path) {
                missing.push(format!("{}: {path}", page.path));
            }
        }
    }
    assert!(seen > 40, "the pages name {seen} tests");
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn each_test_that_the_security_page_names_is_there() {
    let page = fs::read_to_string(root().join("SECURITY.md")).expect("the page is there");
    let all = named(&page);
    assert!(all.len() >= 5, "{all:?}");
    assert_eq!(all.into_iter().filter(|path| !there(path)).collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn each_test_that_the_list_of_duties_names_is_there() {
    let text = fs::read_to_string(root().join("src/framework/DUTIES.md")).expect("the list is there");
    let named: Vec<String> = text.lines().flat_map(named).collect();
    assert!(named.len() > 40, "the list names {} tests", named.len());
    let missing: Vec<&String> = named.iter().filter(|path| !there(path)).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn each_yes_of_ours_in_the_comparison_names_one_and_no_other_cell_does() {
    let guide = fs::read_to_string(root().join("docs/guides/comparison.md")).expect("the guide is there");
    let rows: Vec<Vec<&str>> = guide
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| |"))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    assert!(rows.len() > 20, "{rows:?}");
    for row in &rows {
        assert_eq!(row.len(), 8, "{row:?}");
        assert_eq!(row[1] == "yes", named(row[7]).len() == 1, "{row:?}");
    }
    let better = rows.iter().filter(|row| row[1] != "yes" && row[2..7].contains(&"yes"));
    assert!(better.count() >= 5, "the rows where others are better stay in");
}
