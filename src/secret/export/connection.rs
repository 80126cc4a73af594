//! `connection:table`: a connection that is saved at TD, and what in it.

use super::{Class, Export, Form, Part};

/// The export, where both are plain names. Settings may follow, as in `mydb:table?mode=append`, and are not shown: the
/// connection's kind is not known.
pub(super) fn read(text: &str) -> Option<Export> {
    let (place, query) = text.split_once('?').map_or((text, None), |(place, query)| (place, Some(query)));
    let (connection, table) = place.split_once(':')?;
    if !is_name(connection) || !is_name(table) {
        return None;
    }
    let mut parts = vec![
        Part::new("connection", Class::Harmless, connection),
        Part::new("table", Class::Harmless, table),
    ];
    let mut shown = place.to_owned();
    match query {
        None => {}
        Some("mode=append" | "mode=replace" | "mode=truncate" | "mode=update") => {
            let mode = query.and_then(|query| query.strip_prefix("mode=")).unwrap_or_default();
            parts.push(Part::new("settings.mode", Class::Harmless, mode));
            shown = text.to_owned();
        }
        Some(query) => {
            parts.push(Part::new("settings", Class::Hidden, query));
            shown.push_str("?***");
        }
    }
    Some(Export { form: Form::Connection, parts, shown, secrets: Vec::new() })
}

fn is_name(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(char::is_alphanumeric)
        && letters.all(|one| one.is_alphanumeric() || matches!(one, '_' | '-' | '.' | '/'))
}
