//! The registry's rules for pages, and that they are what would be generated now.

use crate::markdown::{docs, root};
use crate::support::emulator::EXECUTABLE;
use crate::support::process::finish;
use std::process::Command;
use std::time::Duration;

/// The folders that the registry shows.
const FOLDERS: &[&str] = &[
    "actions",
    "data-sources",
    "ephemeral-resources",
    "functions",
    "guides",
    "list-resources",
    "resources",
    "state-stores",
];

#[test]
fn no_page_is_stale() {
    let mut command = Command::new(EXECUTABLE);
    command.args(["docs", "--check"]).arg(root());
    let checked = finish(command, Duration::from_secs(30));
    assert_eq!(checked.code, 0, "{}", checked.stderr);
}

#[test]
fn every_page_lies_where_the_registry_looks() {
    for page in docs() {
        let place: Vec<&str> = page.path.split('/').collect();
        let found = match place[..] {
            ["docs", "index.md"] => true,
            ["docs", folder, name] => FOLDERS.contains(&folder) && !name.starts_with("td_"),
            _ => false,
        };
        assert!(found, "{} has no place in the registry", page.path);
    }
    assert!(docs().len() <= 2000, "the registry takes 2000 pages");
}

#[test]
fn every_page_is_smaller_than_the_registry_allows() {
    for page in docs() {
        assert!(page.text.len() < 500_000, "{} has {} bytes", page.path, page.text.len());
    }
}

#[test]
fn every_front_matter_is_the_registrys() {
    for page in docs() {
        let rest =
            page.text.strip_prefix("---\n").unwrap_or_else(|| panic!("{}: no front matter", page.path));
        let (front, _) = rest.split_once("\n---\n").unwrap_or_else(|| panic!("{}: it has no end", page.path));
        let keys: Vec<&str> = front
            .lines()
            .filter(|line| !line.starts_with(' '))
            .filter_map(|line| line.split(':').next())
            .collect();
        for key in &keys {
            assert!(["page_title", "subcategory", "description"].contains(key), "{}: {key}", page.path);
        }
        assert!(keys.contains(&"page_title") && keys.contains(&"description"), "{}: {keys:?}", page.path);
        assert!(
            page.path != "docs/index.md" || !keys.contains(&"subcategory"),
            "the index has no subcategory"
        );
    }
}
