//! Templates: Markdown in which a line `{{word …}}` by itself stands for what is generated.
//! Only whole lines count, so that a recipe may hold another tool's `${{ … }}`.

use std::fs;
use std::path::{Path, PathBuf};

use super::error::Error;

/// Fills every placeholder of `text`; `fill` gets the words between the braces, and gives nothing for one it does not know.
pub(super) fn fill(
    path: &Path,
    text: &str,
    mut fill: impl FnMut(&[&str]) -> Result<Option<String>, Error>,
) -> Result<String, Error> {
    let mut filled = String::with_capacity(text.len());
    for line in text.lines() {
        let inside = line.strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}"));
        if let Some(inside) = inside {
            let words: Vec<&str> = inside.split_whitespace().collect();
            let Some(part) = fill(&words)? else {
                return Err(Error::Placeholder { path: path.to_owned(), name: inside.to_owned() });
            };
            filled.push_str(part.trim_end());
        } else {
            filled.push_str(line);
        }
        filled.push('\n');
    }
    Ok(tidy(&filled))
}

/// One empty line where an empty part left several, outside of code.
fn tidy(text: &str) -> String {
    let (mut tidied, mut empty, mut code) = (String::with_capacity(text.len()), false, false);
    for line in text.lines() {
        code ^= line.trim_start().starts_with("```");
        if !(empty && line.is_empty() && !code) {
            tidied.push_str(line);
            tidied.push('\n');
        }
        empty = line.is_empty();
    }
    tidied
}

/// A file as a block of code; the language by its name.
pub(super) fn code(path: &Path) -> Result<String, Error> {
    let text = read(path)?;
    let language = match path.extension().and_then(|end| end.to_str()) {
        Some("tf" | "hcl") => "terraform",
        Some("sh") => "shell",
        Some("sql") => "sql",
        Some("yml" | "yaml") => "yaml",
        _ => "text",
    };
    Ok(format!("```{language}\n{}\n```", text.trim_end()))
}

/// The text of a file.
pub(super) fn read(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(|cause| Error::Read { path: path.to_owned(), cause })
}

/// What lies in a folder and ends in `end`, sorted; nothing where there is no such folder.
pub(super) fn files(folder: &Path, end: &str) -> Result<Vec<PathBuf>, Error> {
    let wrong = |cause| Error::Read { path: folder.to_owned(), cause };
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(wrong)? {
        let path = entry.map_err(wrong)?.path();
        if path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(end)) {
            found.push(path);
        }
    }
    // By the name before its end, so that resource.tf comes before resource-export.tf.
    found.sort_by(|a, b| a.file_stem().cmp(&b.file_stem()).then_with(|| a.cmp(b)));
    Ok(found)
}
