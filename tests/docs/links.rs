//! Every link leads somewhere.

use crate::markdown::{Page, all, root};
use std::path::Path;

#[test]
fn every_link_inside_the_repository_leads_to_a_page_and_its_heading() {
    let pages = all();
    let mut broken = Vec::new();
    for page in &pages {
        for link in page.links() {
            if !link.starts_with("https://") && !resolves(page, &link, &pages) {
                broken.push(format!("{}: {link}", page.path));
            }
        }
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

fn resolves(page: &Page, link: &str, pages: &[Page]) -> bool {
    let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
    let target = if path.is_empty() { page.path.clone() } else { join(&page.path, path) };
    match pages.iter().find(|page| page.path == target) {
        Some(found) => anchor.is_empty() || found.anchors().contains(&anchor.to_owned()),
        None => anchor.is_empty() && root().join(&target).exists(),
    }
}

/// `path` as seen from the folder of `from`.
fn join(from: &str, path: &str) -> String {
    let mut parts: Vec<&str> = Path::new(from)
        .parent()
        .map(|path| path.to_str().unwrap_or_default())
        .unwrap_or_default()
        .split('/')
        .collect();
    parts.retain(|part| !part.is_empty());
    for part in path.split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}
