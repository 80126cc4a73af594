//! From TD's row to state.

use super::export_target::{self, Written};
use super::model::ScheduleModel;
use crate::api::Schedule;
use crate::framework::Attr;
use crate::secret::Secret;
use crate::wire::Str;

/// What the plan left unknown, filled from TD's answer; all that was known stays as planned, so that the state is
/// exactly what was applied.
///
/// `sent` is the export that was sent, for an answer that leaves it out; `account` is the one that it was sent to, unless
/// the plan knew it.
pub(super) fn fill_unknowns(
    planned: &ScheduleModel,
    answer: &Schedule,
    sent: Option<&Secret>,
    account: Option<&Str>,
) -> ScheduleModel {
    let mut model = planned.clone();
    fill(&mut model.id, || planned.name.clone());
    fill(&mut model.account_id, || Attr::from(account.cloned()));
    fill(&mut model.schedule_id, || number(answer.id.as_deref()));
    fill(&mut model.created_at, || time(answer.created_at));
    fill(&mut model.user_name, || Attr::from(answer.user_name.clone()));
    fill(&mut model.result_target, || {
        Attr::Known(answer.result.as_ref().or(sent).map_or_else(|| "".into(), export_target::without_secrets))
    });
    model
}

/// The same where nothing was sent: TD holds what it held.
pub(super) fn fill_from_prior(planned: &ScheduleModel, prior: &ScheduleModel) -> ScheduleModel {
    let mut model = planned.clone();
    fill(&mut model.id, || planned.name.clone());
    fill(&mut model.account_id, || prior.account_id.clone());
    fill(&mut model.schedule_id, || prior.schedule_id);
    fill(&mut model.created_at, || prior.created_at.clone());
    fill(&mut model.user_name, || prior.user_name.clone());
    fill(&mut model.result_target, || prior.result_target.clone());
    model
}

fn fill<T>(attribute: &mut Attr<T>, value: impl FnOnce() -> Attr<T>) {
    if attribute.is_unknown() {
        *attribute = value();
    }
}

fn number(id: Option<&str>) -> Attr<i64> {
    Attr::from(id.and_then(|id| id.parse().ok()))
}

fn time(at: Option<jiff::Timestamp>) -> Attr<Str> {
    Attr::from(at.map(|at| at.to_string().into()))
}

/// The state as TD has it now. What TD did not say, and what is not managed, stays as it was.
///
/// `written` is the export as TD answered it to our last write.
pub(super) fn refresh(state: &ScheduleModel, row: &Schedule, written: Option<&Written>) -> ScheduleModel {
    let mut model = state.clone();
    model.name = Attr::Known(row.name.clone());
    model.id = Attr::Known(row.name.clone());
    said(&mut model.query_type, row.query_type.as_ref());
    said(&mut model.database, row.database.as_ref());
    said(&mut model.query, row.query.as_ref());
    said(&mut model.timezone, row.timezone.as_ref());
    said(&mut model.delay, row.delay.as_ref());
    said(&mut model.priority, row.priority.as_ref());
    said(&mut model.retry_limit, row.retry_limit.as_ref());
    refresh_cron(&mut model, row.cron.as_ref());
    if model.engine_version.known().is_some_and(|version| !version.is_empty()) {
        said(&mut model.engine_version, row.engine_version.as_ref());
    }
    if !model.executing_user_id.is_null() {
        said(&mut model.executing_user_id, row.executing_user_id.as_ref());
    }
    refresh_result(&mut model, row, written);
    if let Some(id) = row.id.as_deref() {
        model.schedule_id = number(Some(id));
    }
    if row.created_at.is_some() {
        model.created_at = time(row.created_at);
    }
    said(&mut model.user_name, row.user_name.as_ref());
    model
}

fn said<T: Clone>(attribute: &mut Attr<T>, value: Option<&T>) {
    if let Some(value) = value {
        *attribute = Attr::Known(value.clone());
    }
}

/// TD has no place for "disabled": a schedule whose cron is gone there while the state has one was switched off.
fn refresh_cron(model: &mut ScheduleModel, at_td: Option<&Str>) {
    let at_td = at_td.filter(|cron| !cron.is_empty());
    let has_cron = model.cron.known().is_some_and(|cron| !cron.is_empty());
    match at_td {
        Some(cron) => {
            model.enabled = Attr::Known(true);
            model.cron = Attr::Known(cron.clone());
        }
        None if has_cron => model.enabled = Attr::Known(false),
        None => {}
    }
}

/// TD masks passwords, so that the export is compared with what TD answered to the last write, but for secrets.
fn refresh_result(model: &mut ScheduleModel, row: &Schedule, written: Option<&Written>) {
    let Some(result) = &row.result else { return };
    let seen = export_target::seen(model, result, written);
    if !seen.differences.is_empty() && model.result.known().is_some() {
        model.result = Attr::Known(result.expose().into());
    }
    model.result_target = Attr::Known(seen.target);
}

/// The whole row, for an import: everything that TD returns, but the export, which is left alone.
pub(super) fn import(row: &Schedule) -> ScheduleModel {
    use crate::framework::Model as _;
    let mut model = ScheduleModel {
        timezone: Attr::Known("UTC".into()),
        delay: Attr::Known(0),
        priority: Attr::Known(0),
        retry_limit: Attr::Known(0),
        enabled: Attr::Known(true),
        deletion_policy: Attr::Known("delete".into()),
        ..ScheduleModel::null()
    };
    model = refresh(&model, row, None);
    model.engine_version = Attr::from(row.engine_version.clone());
    model.executing_user_id = Attr::from(row.executing_user_id);
    model
}
