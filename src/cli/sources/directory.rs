//! A directory of Terraform configuration: the `td_schedule` blocks of its `.tf` files, and the `.sql` files with a
//! header that `export --layout module` writes. Values are read where they are literal; others are told as unknown.

use std::path::{Path, PathBuf};

use hcl_edit::Span;
use hcl_edit::expr::Expression;
use hcl_edit::structure::{Block, Body};
use hcl_edit::template::Element;

use super::{Error, Schedules, sql_files};
use crate::calendar::{Entry, Place, Setting};

pub(super) fn read(root: &Path) -> Result<Schedules, Error> {
    let mut files = Vec::new();
    walk(root, &mut files)?;
    files.sort();
    let mut schedules =
        Schedules { source: format!("the configuration in {}", root.display()), ..Schedules::default() };
    let mut read = 0;
    for path in files {
        let bytes = std::fs::read(&path).map_err(|cause| Error::Read { path: path.clone(), cause })?;
        let text = String::from_utf8_lossy(&bytes);
        let found = match path.extension().and_then(|extension| extension.to_str()) {
            Some("tf") => blocks(&path, &text)?,
            _ => sql_files::read(&path, &text).into_iter().collect(),
        };
        read += usize::from(path.extension().is_some_and(|extension| extension == "tf") || !found.is_empty());
        schedules.entries.extend(found);
    }
    if read == 0 {
        return Err(Error::Empty { path: root.to_owned() });
    }
    Ok(schedules)
}

/// All `.tf` and `.sql` files below it; not those of hidden directories, such as `.terraform`.
fn walk(directory: &Path, files: &mut Vec<PathBuf>) -> Result<(), Error> {
    let failed = |cause| Error::Read { path: directory.to_owned(), cause };
    for entry in std::fs::read_dir(directory).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let (path, kind) = (entry.path(), entry.file_type().map_err(failed)?);
        let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        if kind.is_dir() && !hidden {
            walk(&path, files)?;
        } else if path.is_file()
            && path.extension().is_some_and(|extension| extension == "tf" || extension == "sql")
        {
            files.push(path);
        }
    }
    Ok(())
}

fn blocks(path: &Path, text: &str) -> Result<Vec<Entry>, Error> {
    let problem = |problem: String| Error::Hcl { path: path.to_owned(), problem };
    let body: Body = text.parse().map_err(|cause: hcl_edit::parser::Error| {
        problem(format!("line {}, {}", cause.location().line(), cause.message()))
    })?;
    let schedules = body.blocks().filter(|block| {
        block.ident.as_str() == "resource"
            && block
                .labels
                .first()
                .is_some_and(|label| matches!(label.as_str(), "td_schedule" | "treasuredata_schedule"))
    });
    Ok(schedules.map(|block| entry(path, text, block)).collect())
}

fn entry(path: &Path, text: &str, block: &Block) -> Entry {
    let labels: Vec<&str> = block.labels.iter().map(hcl_edit::structure::BlockLabel::as_str).collect();
    let address = labels.join(".");
    let value = |key: &str| block.body.get_attribute(key).map(|attribute| &attribute.value);
    let setting = |key: &str| value(key).map_or(Setting::Unset, |value| literal(path, value));
    let name = setting("name");
    let line = block.span().map(|span| 1 + text.get(..span.start).unwrap_or_default().matches('\n').count());
    // Several schedules of one block differ in what is computed, and how many there are is computed too.
    let name = match name.known() {
        Some(name) => name.to_owned(),
        None => address.clone(),
    };
    Entry {
        name,
        address: Some(address),
        place: line.map(|line| Place { file: path.to_owned(), line }),
        cron: setting("cron"),
        timezone: setting("timezone"),
        delay: value("delay").and_then(number).unwrap_or(0),
        database: setting("database"),
        query_type: setting("type"),
        query: setting("query"),
        result: setting("result"),
        pool: setting("pool_name"),
        enabled: value("enabled").and_then(Expression::as_bool).unwrap_or(true),
    }
}

fn number(value: &Expression) -> Option<i64> {
    match value {
        Expression::Number(number) => number.as_i64(),
        _ => None,
    }
}

fn literal(path: &Path, value: &Expression) -> Setting {
    match value {
        Expression::String(text) => Setting::Known(text.as_str().to_owned()),
        Expression::Null(_) => Setting::Unset,
        Expression::StringTemplate(template) => elements(template.iter()),
        // The parser has taken the indentation of `<<-` away.
        Expression::HeredocTemplate(heredoc) => elements(heredoc.template.iter()),
        Expression::FuncCall(call) if call.name.name.as_str() == "file" => match call.args.iter().next() {
            Some(argument) => file(path, argument),
            None => Setting::Unknown,
        },
        _ => Setting::Unknown,
    }
}

fn elements<'t>(elements: impl Iterator<Item = &'t Element>) -> Setting {
    let mut text = String::new();
    for element in elements {
        match element {
            Element::Literal(literal) => text.push_str(literal.as_str()),
            Element::Interpolation(_) | Element::Directive(_) => return Setting::Unknown,
        }
    }
    Setting::Known(text)
}

/// `file("${path.module}/queries/a.sql")`: what stands behind `path.module` is a path beside this file.
fn file(path: &Path, argument: &Expression) -> Setting {
    let relative = match argument {
        Expression::String(text) => Some(text.as_str().to_owned()),
        Expression::StringTemplate(template) => {
            let mut relative = String::new();
            for (place, element) in template.iter().enumerate() {
                match element {
                    Element::Literal(literal) => relative.push_str(literal.as_str()),
                    Element::Interpolation(inside)
                        if place == 0 && inside.expr.to_string().trim() == "path.module" =>
                    {
                        relative.push('.');
                    }
                    _ => return Setting::Unknown,
                }
            }
            Some(relative)
        }
        _ => None,
    };
    let directory = path.parent().unwrap_or(Path::new("."));
    relative
        .map(|relative| directory.join(relative))
        // No FIFO, and nothing without an end.
        .filter(|path| path.is_file())
        .and_then(|path| std::fs::read_to_string(path).ok())
        .map_or(Setting::Unknown, Setting::Known)
}
