//! A create that nobody answered for: the state keeps what was planned under a mark, and the next read settles it.

use jiff::Timestamp;

use super::model::ScheduleModel;
use super::{fields, semantic_equality};
use crate::api::{Error, Schedule};
use crate::framework::{Attr, Private};
use crate::wire::Str;

/// The key of private data under which TD's time stands, before which an unsettled create was not sent.
const UNSETTLED: &str = "unsettled";

/// Marks a create whose end is not known.
pub(super) fn mark(private: &mut Private, error: &Error) {
    let since = error.first_sent_at().unwrap_or(Timestamp::MIN);
    private.set(UNSETTLED, since.to_string());
}

/// Forgets the mark: what is in state is known to be ours.
pub(super) fn unmark(private: &mut Private) {
    private.remove(UNSETTLED);
}

/// Whether it is not known that the schedule in state was ever made: it has no `id` until an answer or a read gives it
/// one. The state alone says so, since Terraform hands no private data to the destruction of a tainted resource.
pub(super) fn is_open(state: &ScheduleModel) -> bool {
    state.id.is_null()
}

/// Whether a row is the one whose create was not settled; none is where the mark did not arrive.
pub(super) fn is_ours(state: &ScheduleModel, private: &Private, row: &Schedule) -> bool {
    let since = private.get_str(UNSETTLED).and_then(|text| text.parse::<Timestamp>().ok());
    let young = since.is_some_and(|since| row.created_at.is_some_and(|at| at >= since));
    young && is_what_was_sent(state, row)
}

/// Whether a row says what a create of this plan sent. What TD does not show is not judged, nor is the export, which
/// TD writes in its own way.
pub(super) fn is_what_was_sent(planned: &ScheduleModel, row: &Schedule) -> bool {
    let exact: fn(&str, &str) -> bool = |one, other| one == other;
    text(&planned.name, Some(&row.name), semantic_equality::name)
        && text(&planned.database, row.database.as_ref(), exact)
        && text(&planned.query, row.query.as_ref(), semantic_equality::query)
        && text(&planned.query_type, row.query_type.as_ref(), semantic_equality::query_type)
        && text(&planned.timezone, row.timezone.as_ref(), exact)
        && semantic_equality::cron(&fields::cron_at_td(planned), row.cron.as_deref().unwrap_or_default())
        && number(&planned.delay, row.delay)
        && number(&planned.priority, row.priority)
        && number(&planned.retry_limit, row.retry_limit)
        && number(&planned.executing_user_id, row.executing_user_id)
}

fn text(planned: &Attr<Str>, row: Option<&Str>, same: fn(&str, &str) -> bool) -> bool {
    !matches!((planned.known(), row), (Some(planned), Some(row)) if !same(planned, row))
}

fn number(planned: &Attr<i64>, row: Option<i64>) -> bool {
    !matches!((planned.known(), row), (Some(planned), Some(row)) if *planned != row)
}
