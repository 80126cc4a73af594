use super::super::{legacy, validate};
use super::{schedule, text};
use crate::framework::{Attr, Diagnostics, Model as _, Severity};
use crate::provider::schedule::model::{ScheduleModel, Timeouts};
use crate::wire::Number;

/// The attribute and severity of each diagnostic.
fn found(change: impl FnOnce(&mut ScheduleModel)) -> Vec<(String, Severity)> {
    let mut config = ScheduleModel {
        result_target: Attr::Null,
        id: Attr::Null,
        account_id: Attr::Null,
        schedule_id: Attr::Null,
        created_at: Attr::Null,
        user_name: Attr::Null,
        ..schedule()
    };
    change(&mut config);
    let mut diagnostics = Diagnostics::default();
    validate::validate(&config, &mut diagnostics);
    diagnostics
        .into_iter()
        .map(|one| (one.path.map(|path| path.to_string()).unwrap_or_default(), one.severity))
        .collect()
}

fn error_at(attribute: &str, change: impl FnOnce(&mut ScheduleModel)) {
    assert_eq!(found(change), [(attribute.to_owned(), Severity::Error)]);
}

#[test]
fn a_good_configuration_and_a_wholly_unknown_one_pass() {
    assert_eq!(found(|_| ()), []);
    let mut diagnostics = Diagnostics::default();
    let unknown = ScheduleModel {
        name: Attr::Unknown,
        query_type: Attr::Unknown,
        database: Attr::Unknown,
        query: Attr::Unknown,
        cron: Attr::Unknown,
        timezone: Attr::Unknown,
        delay: Attr::Unknown,
        priority: Attr::Unknown,
        retry_limit: Attr::Unknown,
        result: Attr::Unknown,
        result_wo: Attr::Unknown,
        result_wo_version: Attr::Unknown,
        deletion_policy: Attr::Unknown,
        timeouts: Attr::Unknown,
        ..ScheduleModel::null()
    };
    validate::validate(&unknown, &mut diagnostics);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
}

#[test]
fn each_range_is_checked_at_its_attribute() {
    error_at("name", |config| config.name = text("ab"));
    error_at("database", |config| config.database = text(" "));
    error_at("query", |config| config.query = text("\n"));
    error_at("delay", |config| config.delay = Attr::Known(-1));
    error_at("priority", |config| config.priority = Attr::Known(3));
    error_at("retry_limit", |config| config.retry_limit = Attr::Known(33));
    error_at("executing_user_id", |config| config.executing_user_id = Attr::Known(0));
    error_at("deletion_policy", |config| config.deletion_policy = text("keep"));
    error_at("timeouts.create", |config| {
        config.timeouts = Attr::Known(Timeouts { create: text("soon"), ..Timeouts::null() });
    });
}

#[test]
fn a_bad_cron_type_or_zone_is_an_error_and_a_legacy_one_a_warning() {
    error_at("cron", |config| config.cron = text("61 * * * *"));
    error_at("type", |config| config.query_type = text("Presto"));
    error_at("timezone", |config| config.timezone = text("Asia/Tokio"));
    error_at("timezone", |config| config.timezone = text(""));
    for change in
        [(|config: &mut ScheduleModel| config.query_type = text("pig")) as fn(&mut ScheduleModel), |config| {
            config.timezone = text("Pacific Time (US & Canada)");
        }]
    {
        assert!(matches!(found(change).as_slice(), [(_, Severity::Warning)]));
    }
}

#[test]
fn a_legacy_value_can_stay_but_not_come_in() {
    let legacy = ScheduleModel { timezone: text("Tokyo"), ..schedule() };
    let errors = |prior: Option<&ScheduleModel>, planned: &ScheduleModel| {
        let mut diagnostics = Diagnostics::default();
        legacy::refuse_new(prior, planned, &mut diagnostics);
        diagnostics.has_error()
    };
    assert!(!errors(Some(&legacy), &legacy));
    assert!(errors(Some(&schedule()), &legacy));
    assert!(errors(None, &legacy));
}

#[test]
fn the_two_forms_of_an_export_exclude_each_other_and_a_mask_is_no_password() {
    let version = Attr::Known(Number::from(1));
    error_at("result_wo_version", |config| {
        config.result = text("mydb:t");
        config.result_wo = text("mydb:t");
        config.result_wo_version = version.clone();
    });
    error_at("result_wo_version", |config| config.result_wo = text("mydb:t"));
    error_at("result_wo_version", |config| config.result_wo_version = version.clone());
    error_at("result", |config| config.result = text("mysql://u:***@h/d/t"));
}

#[test]
fn a_bad_weekday_that_td_may_have_taken_is_a_warning_and_refused_anew() {
    let warning = [("cron".to_owned(), Severity::Warning)];
    assert_eq!(found(|config| config.cron = text("0 0 1 * 8")), warning);
    error_at("cron", |config| config.cron = text("0 0 * * 8"));
    error_at("cron", |config| config.cron = text("0 24 1 * 8"));
    let legacy_one = ScheduleModel { cron: text("0 0 1 * 8"), ..schedule() };
    let refused = |prior: Option<&ScheduleModel>| {
        let mut diagnostics = Diagnostics::default();
        legacy::refuse_new(prior, &legacy_one, &mut diagnostics);
        diagnostics.has_error()
    };
    assert!(refused(None) && refused(Some(&schedule())));
    assert!(!refused(Some(&legacy_one)));
}
