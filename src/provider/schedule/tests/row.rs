use super::super::{export_target, row};
use super::{schedule, text};
use crate::api::Schedule;
use crate::framework::{Attr, Private};
use crate::provider::schedule::export_target::Written;
use crate::provider::schedule::model::ScheduleModel;
use crate::secret::Secret;

/// The row that TD holds for the schedule.
fn at_td() -> Schedule {
    Schedule {
        name: "daily".into(),
        id: Some("7".into()),
        cron: Some("0 3 * * *".into()),
        timezone: Some("UTC".into()),
        delay: Some(0),
        created_at: "2026-01-02T03:04:05Z".parse().ok(),
        query_type: Some("presto".into()),
        query: Some("SELECT 1".into()),
        database: Some("sales".into()),
        user_name: Some("Ann".into()),
        priority: Some(0),
        retry_limit: Some(0),
        result: Some(Secret::new("")),
        engine_version: Some("stable".into()),
        executing_user_id: Some(5),
        description: None,
        next_time: None,
    }
}

#[test]
fn a_read_of_what_was_written_changes_nothing() {
    assert_eq!(row::refresh(&schedule(), &at_td(), None), schedule());
}

#[test]
fn what_td_does_not_say_stays_as_it_was() {
    let silent = Schedule {
        id: None,
        timezone: None,
        delay: None,
        created_at: None,
        query_type: None,
        query: None,
        database: None,
        user_name: None,
        priority: None,
        retry_limit: None,
        result: None,
        engine_version: None,
        executing_user_id: None,
        ..at_td()
    };
    assert_eq!(row::refresh(&schedule(), &silent, None), schedule());
}

#[test]
fn only_what_is_managed_is_refreshed() {
    let now = row::refresh(&schedule(), &at_td(), None);
    assert!(now.engine_version.is_null() && now.executing_user_id.is_null() && now.result.is_null());

    let managed =
        ScheduleModel { engine_version: text("0.205"), executing_user_id: Attr::Known(1), ..schedule() };
    let now = row::refresh(&managed, &at_td(), None);
    assert_eq!((now.engine_version, now.executing_user_id), (text("stable"), Attr::Known(5)));

    let reset = ScheduleModel { engine_version: text(""), ..schedule() };
    assert_eq!(row::refresh(&reset, &at_td(), None).engine_version, text(""), "a reset is no drift");
}

#[test]
fn a_cron_that_is_gone_reads_as_disabled_and_stays_in_state() {
    let gone = Schedule { cron: None, ..at_td() };
    let now = row::refresh(&schedule(), &gone, None);
    assert_eq!((now.enabled, now.cron), (Attr::Known(false), text("0 3 * * *")));

    let never = ScheduleModel { cron: Attr::Null, ..schedule() };
    let now = row::refresh(&never, &gone, None);
    assert_eq!((now.enabled, now.cron), (Attr::Known(true), Attr::Null));
}

#[test]
fn a_cron_that_appears_while_disabled_reads_as_enabled() {
    let disabled = ScheduleModel { enabled: Attr::Known(false), ..schedule() };
    let now = row::refresh(&disabled, &Schedule { cron: Some("5 5 * * *".into()), ..at_td() }, None);
    assert_eq!((now.enabled, now.cron), (Attr::Known(true), text("5 5 * * *")));
}

/// What is remembered of an export, by this version and by 0.1.0.
fn written(answered: &str, shown: &str) -> [Written; 2] {
    let mut private = Private::default();
    export_target::remember(&mut private, Some(&Secret::new(answered)), None);
    let mut old = Private::default();
    old.set("export", shown);
    [private, old].map(|private| export_target::remembered(&private).expect("it is remembered"))
}

fn read_with(state: &ScheduleModel, result: &str, written: Option<&Written>) -> ScheduleModel {
    row::refresh(state, &Schedule { result: Some(Secret::new(result)), ..at_td() }, written)
}

#[test]
fn a_mask_is_no_drift_and_another_export_is() {
    let shown = "mysql://u:***@h/d/t";
    let state =
        ScheduleModel { result: text("mysql://u:secret@h/d/t"), result_target: text(shown), ..schedule() };
    for written in written("mysql://u:*****@h/d/t", shown) {
        assert_eq!(read_with(&state, "mysql://u:****@h/d/t", Some(&written)), state);
        let now = read_with(&state, "mysql://u:****@other/d/t", Some(&written));
        assert_eq!(now.result_target, text("mysql://u:***@other/d/t"));
        assert_ne!(now.result, state.result);
    }
}

#[test]
fn a_change_that_is_not_shown_shows_all_the_same() {
    let [written, _] = written("webs://hooks.example.com/one?token=***", "");
    let state = ScheduleModel {
        result_wo_version: Attr::Known(1_i64.into()),
        result_target: text("webs://hooks.example.com/***?token=***"),
        ..schedule()
    };
    assert_eq!(read_with(&state, "webs://hooks.example.com/one?token=x", Some(&written)), state);
    let now = read_with(&state, "webs://hooks.example.com/two?token=***", Some(&written));
    let says = "webs://hooks.example.com/***?token=*** (not as it was written: path)";
    assert_eq!(now.result_target, text(says));
    assert!(!written.is_shown_as(says));
    assert_eq!(read_with(&now, "webs://hooks.example.com/one", Some(&written)), state, "put back");
}

#[test]
fn what_version_0_1_0_remembered_is_no_drift() {
    for (at_td, shown, now) in [
        ("webs://h/in?token=***&mode=x", "webs://h/in?token=***&mode=x", "webs://h/***?token=***&mode=x"),
        (
            "sftp://l:***@one.example.com/in/a@b.example.com/d.csv",
            "sftp://l:***@b.example.com/d.csv",
            "sftp://l:***@b.example.com/d.csv",
        ),
        (r#"{"type":"s3","bucket":"b","format":"csv"}"#, r#"{"bucket":"b","type":"s3"}"#, {
            r#"{"bucket":"b","type":"s3"}"#
        }),
        ("mydb:t", "mydb:t", "mydb:t"),
        ("", "", ""),
    ] {
        let [_, written] = written("", shown);
        let state = ScheduleModel {
            result_wo_version: Attr::Known(1_i64.into()),
            result_target: text(shown),
            ..schedule()
        };
        let read = read_with(&state, at_td, Some(&written));
        assert_eq!(read.result_target, text(now), "{at_td}");
        assert!(written.is_shown_as(now) && written.is_shown_as(shown), "{at_td}");
        assert_eq!(export_target::seen(&state, &Secret::new(at_td), Some(&written)).differences, [""; 0]);
    }
}

#[test]
fn an_import_takes_the_whole_row_but_the_export() {
    let exported = Schedule { result: Some(Secret::new("mysql://u:***@h/d/t")), ..at_td() };
    let model = row::import(&exported);
    assert!(model.result.is_null());
    assert_eq!(model.result_target, text("mysql://u:***@h/d/t"));
    assert_eq!(model.engine_version, text("stable"));
    assert_eq!((model.id, model.name, model.schedule_id), (text("daily"), text("daily"), Attr::Known(7)));

    let bare = row::import(&Schedule { cron: None, ..at_td() });
    assert_eq!((bare.cron, bare.enabled), (Attr::Null, Attr::Known(true)));
}

#[test]
fn a_written_state_is_the_plan_with_its_unknowns_filled() {
    let planned = ScheduleModel {
        query: text("SELECT 2"),
        id: Attr::Unknown,
        schedule_id: Attr::Unknown,
        created_at: Attr::Unknown,
        user_name: Attr::Unknown,
        result_target: Attr::Unknown,
        ..schedule()
    };
    let model = row::fill_unknowns(&planned, &at_td(), None, None);
    assert_eq!(model, ScheduleModel { query: text("SELECT 2"), ..schedule() });

    let silent = Schedule { id: None, created_at: None, user_name: None, result: None, ..at_td() };
    let model = row::fill_unknowns(&planned, &silent, Some(&Secret::new("mydb:t")), None);
    assert!(model.schedule_id.is_null() && model.user_name.is_null());
    assert_eq!(model.result_target, text("mydb:t"));
}

#[test]
fn an_account_that_the_plan_could_not_know_is_the_one_that_it_was_sent_to() {
    let planned = ScheduleModel { account_id: Attr::Unknown, ..schedule() };
    let account = "1".into();
    assert_eq!(row::fill_unknowns(&planned, &at_td(), None, Some(&account)), schedule());
    assert!(row::fill_unknowns(&planned, &at_td(), None, None).account_id.is_null());
}
