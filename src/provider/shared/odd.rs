//! Rows of a list that can't be read: a warning where all rows are used, an error for what such a row is or may be.

use crate::api::{OddRow, ScheduleList};
use crate::framework::Diagnostic;

/// So many rows are named.
const SHOWN: usize = 5;

/// The rows of a list that can't be read, in words; None where there are none.
pub fn odd_rows(list: &ScheduleList) -> Option<String> {
    (!list.odd.is_empty()).then(|| words(&list.odd))
}

/// The first of some rows, in words.
fn words(odd: &[OddRow]) -> String {
    let shown: Vec<String> = odd.iter().take(SHOWN).map(ToString::to_string).collect();
    let more = match odd.len().saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!("; and {more} more"),
    };
    format!("{}{more}", shown.join("; "))
}

/// A warning of the rows that are missing in what is given back.
pub(in crate::provider) fn warning(list: &ScheduleList) -> Option<Diagnostic> {
    odd_rows(list).map(|rows| {
        Diagnostic::warning(
            "Some schedules can't be read",
            format!(
                "In Treasure Data's list {rows}. They are left out here, and the others are not touched by it. Somebody must \
                 correct them at Treasure Data, in its console."
            ),
        )
    })
}

/// The same for the jobs of a history.
pub(in crate::provider) fn jobs_warning(odd: &[OddRow]) -> Option<Diagnostic> {
    (!odd.is_empty()).then(|| {
        Diagnostic::warning(
            "Some jobs can't be read",
            format!("In Treasure Data's history {}. They are left out here.", words(odd)),
        )
    })
}

/// The error for a schedule that the list does not show, where a row can't be read that is it or may be it.
pub(in crate::provider) fn unread(list: &ScheduleList, name: &str, id: Option<&str>) -> Option<Diagnostic> {
    list.unread(name, id).map(|row| {
        let is_it = if row.name.is_some() || row.id.is_some() && id.is_some() {
            "That row is this schedule"
        } else {
            "That row may be this schedule, and no other is"
        };
        Diagnostic::error(
            "The schedule can't be read",
            format!(
                "In Treasure Data's list {row}. {is_it}, so that {name:?} does not count as deleted, and nothing is \
                 changed. Correct it at Treasure Data, in its console, and plan again."
            ),
        )
        .at_attribute("name")
    })
}
