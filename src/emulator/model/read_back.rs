//! How what was given reads back. What is held stays as it was given, so that a dump gives it back.

use std::borrow::Cow;

use crate::emulator::quirks::{CRON_BLANKS, NICKNAMES, QUERY_BLANKS, Quirks, TRINO};

/// A cron as answers have it.
pub(super) fn cron<'a>(quirks: &Quirks, cron: &'a str) -> Cow<'a, str> {
    if quirks.is(&CRON_BLANKS, "single") && cron.contains([' ', '\t']) {
        let fields = cron.split([' ', '\t']).filter(|field| !field.is_empty());
        return fields.collect::<Vec<_>>().join(" ").into();
    }
    if quirks.is(&NICKNAMES, "typed") {
        return cron.into();
    }
    match cron {
        "@hourly" => "0 * * * *".into(),
        "@daily" => "0 0 * * *".into(),
        "@weekly" => "0 0 * * 0".into(),
        "@monthly" => "0 0 1 * *".into(),
        "@yearly" | "@annually" => "0 0 1 1 *".into(),
        _ => cron.into(),
    }
}

/// A query as answers have it.
pub(super) fn query<'a>(quirks: &Quirks, query: &'a str) -> Cow<'a, str> {
    match quirks.get(&QUERY_BLANKS) {
        "trimmed" => query.trim().replace("\r\n", "\n").into(),
        _ => query.into(),
    }
}

/// A query type as answers have it.
pub(super) fn kind<'a>(quirks: &Quirks, kind: &'a str) -> &'a str {
    if kind == "trino" && quirks.is(&TRINO, "presto") { "presto" } else { kind }
}
