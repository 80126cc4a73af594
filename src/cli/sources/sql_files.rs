//! A `.sql` file with a header, as `export --layout module` writes it and the module `scheduled-queries` reads it.

use std::path::Path;

use crate::calendar::{Entry, Place, Setting};

/// The schedule of a file; None when it has no header.
pub(super) fn read(path: &Path, text: &str) -> Option<Entry> {
    let (header, query) = text.strip_prefix("/*---\n")?.split_once("\n---*/\n")?;
    let mut entry = Entry {
        place: Some(Place { file: path.to_owned(), line: 1 }),
        query: Setting::Known(query.to_owned()),
        enabled: true,
        ..Entry::default()
    };
    for line in header.lines().filter(|line| !line.starts_with('#')) {
        let Some((key, value)) = line.split_once(": ") else { continue };
        let value = scalar(value.trim());
        match key.trim() {
            "name" => entry.name = value.known().unwrap_or_default().to_owned(),
            "type" => entry.query_type = value,
            "database" => entry.database = value,
            "cron" => entry.cron = value,
            "timezone" => entry.timezone = value,
            "pool_name" => entry.pool = value,
            "delay" => entry.delay = value.known().and_then(|text| text.parse().ok()).unwrap_or(0),
            "enabled" => entry.enabled = value.known() != Some("false"),
            _ => {}
        }
    }
    let key = path.file_stem().unwrap_or_default().to_string_lossy();
    if entry.name.is_empty() {
        entry.name = key.clone().into_owned();
    }
    entry.address = Some(format!("module.schedules.td_schedule.this[{key:?}]"));
    Some(entry)
}

/// A text in quotes by the escapes that YAML shares with JSON, or a plain one. What is neither is not known.
fn scalar(value: &str) -> Setting {
    match value.chars().next() {
        Some('"') => serde_json::from_str(value).map_or(Setting::Unknown, Setting::Known),
        Some('\'') => match value.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
            Some(inside) => Setting::Known(inside.replace("''", "'")),
            None => Setting::Unknown,
        },
        Some('[' | '{' | '&' | '*' | '!' | '|' | '>') => Setting::Unknown,
        _ => Setting::Known(value.to_owned()),
    }
}
