use super::super::fields::{of_create, of_update};
use super::{schedule, text};
use crate::api::ScheduleFields;
use crate::framework::{Attr, Model as _};
use crate::provider::schedule::model::ScheduleModel;
use crate::wire::Number;

/// What an update of the schedule sends when it is changed this way; nothing as all fields left out.
fn sent(change: impl FnOnce(&mut ScheduleModel, &mut ScheduleModel)) -> ScheduleFields {
    let prior = schedule();
    let (mut planned, mut config) = (prior.clone(), ScheduleModel::null());
    change(&mut planned, &mut config);
    of_update(&prior, &planned, &config).unwrap_or_default()
}

fn result_of(fields: &ScheduleFields) -> Option<&str> {
    fields.result.as_ref().map(crate::secret::Secret::expose)
}

#[test]
fn an_update_sends_only_what_changed() {
    let fields = sent(|planned, _| planned.query = text("SELECT 2"));
    assert_eq!(fields.query.as_deref(), Some("SELECT 2"));
    assert!(
        fields.cron.is_none() && fields.name.is_none() && fields.delay.is_none() && fields.result.is_none()
    );
}

#[test]
fn nothing_is_sent_when_nothing_that_td_stores_changes() {
    let prior = schedule();
    let mut planned = prior.clone();
    planned.deletion_policy = text("abandon");
    assert!(of_update(&prior, &planned, &ScheduleModel::null()).is_none());

    let prior = ScheduleModel { cron: Attr::Null, ..schedule() };
    let planned = ScheduleModel { cron: text(""), ..prior.clone() };
    assert!(of_update(&prior, &planned, &ScheduleModel::null()).is_none(), "null and \"\" are the same cron");
}

#[test]
fn pausing_clears_the_cron_and_resuming_sends_it() {
    let fields = sent(|planned, _| planned.enabled = Attr::Known(false));
    assert_eq!(fields.cron.as_deref(), Some(""));

    let prior = ScheduleModel { enabled: Attr::Known(false), ..schedule() };
    let planned = schedule();
    let fields = of_update(&prior, &planned, &ScheduleModel::null()).unwrap();
    assert_eq!(fields.cron.as_deref(), Some("0 3 * * *"));
}

#[test]
fn a_cron_that_changes_while_paused_is_not_sent() {
    let prior = ScheduleModel { enabled: Attr::Known(false), ..schedule() };
    let planned = ScheduleModel { cron: text("0 4 * * *"), ..prior.clone() };
    assert!(of_update(&prior, &planned, &ScheduleModel::null()).is_none());
}

#[test]
fn numbers_go_back_to_zero_and_a_pool_goes_back_to_none() {
    let prior = ScheduleModel { priority: Attr::Known(2), pool_name: text("pool_1"), ..schedule() };
    let fields = of_update(&prior, &schedule(), &ScheduleModel::null()).unwrap();
    assert_eq!((fields.priority, fields.pool_name.as_deref()), (Some(0), Some("")));
}

#[test]
fn what_is_not_managed_sends_nothing_when_taken_out() {
    let prior =
        ScheduleModel { engine_version: text("stable"), executing_user_id: Attr::Known(5), ..schedule() };
    assert!(of_update(&prior, &schedule(), &ScheduleModel::null()).is_none());
}

#[test]
fn an_export_is_set_changed_and_removed_and_otherwise_left_alone() {
    let fields = sent(|planned, _| {
        planned.result = text("mydb:table");
        planned.result_target = Attr::Unknown;
    });
    assert_eq!(result_of(&fields), Some("mydb:table"));

    let exported = ScheduleModel { result: text("mydb:t"), result_target: text("mydb:t"), ..schedule() };
    let taken_out = ScheduleModel { result: Attr::Null, result_target: Attr::Unknown, ..exported.clone() };
    let fields = of_update(&exported, &taken_out, &ScheduleModel::null()).unwrap();
    assert_eq!(result_of(&fields), Some(""));

    let adopted = ScheduleModel { result_target: text("td://@/db/t"), ..schedule() };
    let renamed = ScheduleModel { name: text("other"), id: Attr::Unknown, ..adopted.clone() };
    let fields = of_update(&adopted, &renamed, &ScheduleModel::null()).unwrap();
    assert!(fields.result.is_none(), "an export that is not managed is never touched");
}

#[test]
fn a_secret_export_is_sent_when_its_version_changes_and_only_then() {
    let wo = |version: i64| ScheduleModel {
        result_wo_version: Attr::Known(Number::from(version)),
        result_target: text("mysql://u:***@h/d/t"),
        ..schedule()
    };
    let config = ScheduleModel { result_wo: text("mysql://u:p@h/d/t"), ..ScheduleModel::null() };
    let changed = ScheduleModel { result_target: Attr::Unknown, ..wo(2) };
    let fields = of_update(&wo(1), &changed, &config).unwrap();
    assert_eq!(result_of(&fields), Some("mysql://u:p@h/d/t"));
    let fields = of_update(&wo(1), &wo(2), &config).unwrap();
    assert_eq!(result_of(&fields), Some("mysql://u:p@h/d/t"), "whatever the plan says of the target");

    let renamed = ScheduleModel { name: text("other"), ..wo(1) };
    let fields = of_update(&wo(1), &renamed, &config).unwrap();
    assert!(fields.result.is_none());

    let taken_out = ScheduleModel { result_wo_version: Attr::Null, result_target: Attr::Unknown, ..wo(1) };
    let fields = of_update(&wo(1), &taken_out, &ScheduleModel::null()).unwrap();
    assert_eq!(result_of(&fields), Some(""));
}

#[test]
fn a_secret_export_that_was_repointed_in_the_console_is_sent_at_the_same_version() {
    let version = ScheduleModel { result_wo_version: Attr::Known(Number::from(1)), ..schedule() };
    let prior = ScheduleModel { result_target: text("mysql://u:***@other/d/t"), ..version.clone() };
    let planned = ScheduleModel { result_target: Attr::Unknown, ..version };
    let config = ScheduleModel { result_wo: text("mysql://u:p@h/d/t"), ..ScheduleModel::null() };
    let fields = of_update(&prior, &planned, &config).unwrap();
    assert_eq!(result_of(&fields), Some("mysql://u:p@h/d/t"));
}

#[test]
fn moving_between_the_two_forms_of_an_export_never_clears_it() {
    let plain = ScheduleModel { result: text("mydb:t"), result_target: text("mydb:t"), ..schedule() };
    let secret = ScheduleModel {
        result_wo_version: Attr::Known(Number::from(1)),
        result_target: Attr::Unknown,
        ..schedule()
    };
    let config = ScheduleModel { result_wo: text("mydb:t"), ..ScheduleModel::null() };
    let fields = of_update(&plain, &secret, &config).unwrap();
    assert_eq!(result_of(&fields), Some("mydb:t"));

    let back = ScheduleModel { result_target: Attr::Unknown, ..plain };
    let known = ScheduleModel { result_target: text("mydb:t"), ..secret };
    let fields = of_update(&known, &back, &ScheduleModel::null()).unwrap();
    assert_eq!(result_of(&fields), Some("mydb:t"));
}

#[test]
fn a_create_sends_what_is_planned_and_no_empty_text_but_the_cron() {
    let planned =
        ScheduleModel { cron: Attr::Null, engine_version: text(""), result: text(""), ..schedule() };
    let fields = of_create(&planned, &ScheduleModel::null());
    assert_eq!(fields.cron.as_deref(), Some(""));
    assert_eq!(fields.timezone.as_deref(), Some("UTC"));
    assert_eq!((fields.delay, fields.priority, fields.retry_limit), (Some(0), Some(0), Some(0)));
    assert!(fields.engine_version.is_none() && fields.result.is_none() && fields.name.is_none());
}
