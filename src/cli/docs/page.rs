//! One page of the registry: front matter, then the template of its own or of its kind.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use super::error::Error;
use super::registered::{RESOURCE, Registered, Shape};
use super::{schema, signature, template};
use crate::cli::emulator::reference;
use crate::emulator::quirks::TABLE;

/// What a page without a template of its own looks like.
const ORDINARY: &str =
    "{{title}}\n\n{{description}}\n\n{{since}}\n\n{{examples}}\n\n{{schema}}\n\n{{import}}\n";

/// The page of something offered. Its template is `templates/FOLDER/NAME.md.tmpl`, where there is one.
pub(super) fn of(root: &Path, one: &Registered) -> Result<String, Error> {
    let own = root.join("templates").join(format!("{}.tmpl", one.page()));
    let text = if own.is_file() { template::read(&own)? } else { ORDINARY.to_owned() };
    let body = template::fill(&own, &text, |words| {
        Ok(Some(match words {
            ["title"] => title(one),
            ["description"] => one.description.clone(),
            ["since"] if one.kind.since.is_empty() => String::new(),
            ["since"] => format!("-> Needs {}.", one.kind.since),
            ["examples"] => examples(root, one)?,
            ["schema"] => match &one.shape {
                Shape::Block(block) => schema::section(block)?,
                Shape::Function(function) => signature::section(&one.name, function)?,
            },
            ["import"] if one.kind.folder == RESOURCE.folder => import(root, one)?,
            ["import"] => String::new(),
            ["example", path] => template::code(&root.join("examples").join(path))?,
            _ => return Ok(None),
        }))
    })?;
    Ok(front_matter(one) + &body)
}

/// A guide: its template holds the front matter.
pub(super) fn guide(root: &Path, path: &Path) -> Result<String, Error> {
    let text = template::read(path)?;
    if !text.starts_with("---\npage_title: ") {
        return Err(Error::Lacks { path: path.to_owned(), what: "front matter with a page_title" });
    }
    template::fill(path, &text, |words| match words {
        ["example", path] => template::code(&root.join("examples").join(path)).map(Some),
        ["quirks", which] => Ok(Some(quirks(*which == "known"))),
        ["emulator", "flags"] => Ok(Some(reference::flags())),
        ["emulator", "faults"] => Ok(Some(reference::faults())),
        ["emulator", "controls"] => Ok(Some(reference::controls())),
        // Made by what ran, or checked by it.
        ["table", name] => template::read(&root.join("templates").join(name)).map(Some),
        _ => Ok(None),
    })
}

/// Where TD's behaviour is not settled, as the emulator's table has it.
fn quirks(known: bool) -> String {
    let evidence = if known { "From where" } else { "What is known" };
    let mut text =
        format!("| `--quirk` | What it decides | Emulator | Else | {evidence} |\n|---|---|---|---|---|\n");
    for row in TABLE.iter().filter(|row| row.is_known == known) {
        let mut values = row.values.iter().map(|value| format!("`{value}`"));
        let first = values.next().unwrap_or_default();
        let others: Vec<String> = values.collect();
        let _ = writeln!(
            text,
            "| `{}` | {} | {first} | {} | {} |",
            row.name,
            row.doc,
            others.join(", "),
            row.evidence
        );
    }
    text
}

fn title(one: &Registered) -> String {
    match one.kind.folder {
        "" => "# Treasure Data Provider".to_owned(),
        "functions" => format!("# {} (Function)", one.name),
        _ => format!("# {} ({})", one.name, one.kind.title),
    }
}

/// What the registry reads: a title for the tab, no subcategory, a description for search.
fn front_matter(one: &Registered) -> String {
    let first = one.description.lines().next().unwrap_or_default();
    match one.kind.folder {
        "" => format!("---\npage_title: \"Provider: Treasure Data\"\ndescription: |-\n  {first}\n---\n\n"),
        _ => format!(
            "---\npage_title: \"{} {} - td\"\nsubcategory: \"\"\ndescription: |-\n  {first}\n---\n\n",
            one.name, one.kind.title
        ),
    }
}

/// The folder of its examples.
fn folder(root: &Path, one: &Registered) -> PathBuf {
    match one.kind.folder {
        "" => root.join("examples/provider"),
        folder => root.join("examples").join(folder).join(&one.name),
    }
}

/// Every example file of it, in the order of their names.
fn examples(root: &Path, one: &Registered) -> Result<String, Error> {
    let folder = folder(root, one);
    let mut text = String::from("## Example Usage\n");
    let mut any = false;
    for path in template::files(&folder, "")? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with(one.kind.example) && (name.ends_with(".tf") || name.ends_with(".tfquery.hcl")) {
            let _ = write!(text, "\n{}\n", template::code(&path)?);
            any = true;
        }
    }
    if any { Ok(text) } else { Err(Error::Lacks { path: folder, what: "an example" }) }
}

/// The section `## Import`, with each form that has an example.
fn import(root: &Path, one: &Registered) -> Result<String, Error> {
    let folder = folder(root, one);
    let mut text = String::from("## Import\n");
    let none = text.len();
    let path = folder.join("import-by-string-id.tf");
    if path.is_file() {
        let _ = write!(
            text,
            "\nBy name or number, in a block (Terraform 1.5 or later):\n\n{}\n",
            template::code(&path)?
        );
    }
    let path = folder.join("import-by-identity.tf");
    if path.is_file() {
        let _ = write!(text, "\nBy identity (Terraform 1.12 or later):\n\n{}\n", template::code(&path)?);
        text.push_str(&identity(one)?);
    }
    let path = folder.join("import.sh");
    if path.is_file() {
        let _ = write!(text, "\nWith the command:\n\n{}\n", template::code(&path)?);
    }
    if text.len() == none { Ok(String::new()) } else { Ok(text) }
}

fn identity(one: &Registered) -> Result<String, Error> {
    let Some(identity) = &one.identity else { return Ok(String::new()) };
    let mut text = String::from("\n### Identity Schema\n");
    for (title, required) in [("Required", true), ("Optional", false)] {
        let mut all: Vec<_> = identity.identity_attributes.iter().collect();
        all.retain(|attribute| attribute.required_for_import == required);
        all.sort_by(|a, b| a.name.cmp(&b.name));
        if !all.is_empty() {
            let _ = write!(text, "\n#### {title}\n\n");
        }
        for attribute in all {
            let _ = writeln!(
                text,
                "- `{}` ({}) {}",
                attribute.name,
                schema::ty(&attribute.r#type)?,
                attribute.description
            );
        }
    }
    Ok(text)
}
