//! Which row is the schedule whose create nobody answered for.

use jiff::Timestamp;

use super::{schedule, text};
use crate::api::Schedule;
use crate::framework::{Attr, Private};
use crate::provider::schedule::model::ScheduleModel;
use crate::provider::schedule::reconcile::{is_open, is_ours, is_what_was_sent, unmark};

fn row() -> Schedule {
    Schedule {
        name: "daily".into(),
        id: Some("7".into()),
        cron: Some("0 3 * * *".into()),
        timezone: Some("UTC".into()),
        delay: Some(0),
        created_at: Some(Timestamp::constant(100, 0)),
        query_type: Some("trino".into()),
        query: Some("SELECT 1\n".into()),
        database: Some("sales".into()),
        user_name: None,
        priority: Some(0),
        retry_limit: None,
        result: None,
        engine_version: None,
        executing_user_id: None,
        description: None,
        next_time: None,
    }
}

#[test]
fn a_row_is_what_was_sent_whatever_form_td_gives_it() {
    assert!(
        is_what_was_sent(&schedule(), &row()),
        "presto reads back as trino, a query with its last line's end"
    );
    assert!(is_what_was_sent(&schedule(), &Schedule { cron: Some("00 3 * * *".into()), ..row() }));
    let bare = Schedule { timezone: None, delay: None, priority: None, query: None, ..row() };
    assert!(is_what_was_sent(&schedule(), &bare), "what TD does not show is not judged");
    let off = ScheduleModel { enabled: Attr::Known(false), ..schedule() };
    assert!(is_what_was_sent(&off, &Schedule { cron: None, ..row() }));
    assert!(!is_what_was_sent(&off, &row()));
}

#[test]
fn a_row_that_differs_in_anything_that_was_sent_is_another_one() {
    for other in [
        Schedule { name: "weekly".into(), ..row() },
        Schedule { database: Some("stock".into()), ..row() },
        Schedule { query: Some("SELECT 2".into()), ..row() },
        Schedule { query_type: Some("hive".into()), ..row() },
        Schedule { timezone: Some("Asia/Tokyo".into()), ..row() },
        Schedule { cron: None, ..row() },
        Schedule { cron: Some("0 4 * * *".into()), ..row() },
        Schedule { delay: Some(1), ..row() },
        Schedule { priority: Some(1), ..row() },
        Schedule { retry_limit: Some(1), ..row() },
    ] {
        assert!(!is_what_was_sent(&schedule(), &other), "{other:?}");
    }
}

#[test]
fn only_a_row_that_is_not_older_than_the_first_try_is_ours() {
    let mut private = Private::default();
    let state =
        ScheduleModel { id: Attr::Null, schedule_id: Attr::Null, created_at: Attr::Null, ..schedule() };
    assert!(is_open(&state) && !is_open(&schedule()), "an answer or a read gives it an id");
    assert!(!is_ours(&state, &private, &row()), "without a mark nothing is ours");
    private.set("unsettled", Timestamp::constant(100, 0).to_string());
    assert!(is_ours(&state, &private, &row()));
    for created_at in [None, Some(Timestamp::constant(99, 0))] {
        assert!(!is_ours(&state, &private, &Schedule { created_at, ..row() }));
    }
    let other = ScheduleModel { database: text("stock"), ..state.clone() };
    assert!(!is_ours(&other, &private, &row()));
    unmark(&mut private);
    assert!(!is_ours(&state, &private, &row()));
}
