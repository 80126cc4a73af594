//! The pages as text: which there are, their blocks of code, links and headings.

use std::fs;
use std::path::{Path, PathBuf};

/// A file of Markdown.
pub(crate) struct Page {
    /// From the repository's root.
    pub(crate) path: String,
    pub(crate) text: String,
}

/// A block of code.
pub(crate) struct Code {
    pub(crate) language: String,
    /// Of its first line.
    pub(crate) line: usize,
    pub(crate) text: String,
}

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every page under `docs/`.
pub(crate) fn docs() -> Vec<Page> {
    let mut pages = Vec::new();
    collect(&root().join("docs"), &mut pages);
    pages
}

/// Every page under `docs/` and the Markdown files of the root and of the examples.
pub(crate) fn all() -> Vec<Page> {
    let mut pages = docs();
    collect(&root().join("examples"), &mut pages);
    for entry in fs::read_dir(root()).expect("the root can be read").map_while(Result::ok) {
        add(&entry.path(), &mut pages);
    }
    pages
}

fn collect(folder: &Path, pages: &mut Vec<Page>) {
    for entry in fs::read_dir(folder).expect("a folder can be read").map_while(Result::ok) {
        if entry.path().is_dir() {
            collect(&entry.path(), pages);
        } else {
            add(&entry.path(), pages);
        }
    }
}

fn add(path: &Path, pages: &mut Vec<Page>) {
    if path.extension().is_some_and(|end| end == "md") {
        let name = path.strip_prefix(root()).expect("it lies in the repository").display().to_string();
        pages.push(Page { path: name, text: fs::read_to_string(path).expect("a page is text") });
    }
}

impl Page {
    /// Its blocks of code.
    pub(crate) fn code(&self) -> Vec<Code> {
        let (mut blocks, mut open) = (Vec::new(), None::<Code>);
        for (number, line) in self.text.lines().enumerate() {
            match (&mut open, line.strip_prefix("```")) {
                (None, Some(language)) => {
                    open = Some(Code { language: language.into(), line: number + 2, text: String::new() });
                }
                (Some(_), Some(_)) => blocks.extend(open.take()),
                (Some(block), None) => {
                    block.text.push_str(line);
                    block.text.push('\n');
                }
                (None, None) => {}
            }
        }
        assert!(open.is_none(), "{}: a block of code has no end", self.path);
        blocks
    }

    /// Its lines outside of code.
    pub(crate) fn prose(&self) -> Vec<&str> {
        let mut code = false;
        let outside = |line: &&str| {
            let fence = line.starts_with("```");
            code ^= fence;
            !code && !fence
        };
        self.text.lines().filter(outside).collect()
    }

    /// The anchors that a link may name: its headings as the registry and GitHub spell them, and its own `<a id>`.
    pub(crate) fn anchors(&self) -> Vec<String> {
        let mut anchors = Vec::new();
        for line in self.prose() {
            if line.starts_with('#') {
                let heading = line.trim_start_matches('#').trim().to_lowercase().replace(' ', "-");
                let kept = |letter: &char| letter.is_alphanumeric() || "-_".contains(*letter);
                anchors.push(heading.chars().filter(kept).collect());
            }
            if let Some((_, rest)) = line.split_once("<a id=\"") {
                anchors.push(rest.split('"').next().unwrap_or_default().to_owned());
            }
        }
        anchors
    }

    /// Where its links lead.
    pub(crate) fn links(&self) -> Vec<String> {
        let mut links = Vec::new();
        for line in self.prose() {
            for part in line.split("](").skip(1) {
                links.push(part.split(')').next().unwrap_or_default().to_owned());
            }
        }
        links
    }
}
