//! What a create or an update sends.

use super::model::ScheduleModel;
use super::{plan, semantic_equality};
use crate::api::ScheduleFields;
use crate::framework::Attr;
use crate::secret::Secret;
use crate::wire::Str;

/// The cron that TD is to hold: none while it is disabled.
pub(super) fn cron_at_td(model: &ScheduleModel) -> Str {
    match (&model.enabled, &model.cron) {
        (Attr::Known(false), _) => "".into(),
        (_, Attr::Known(cron)) => cron.clone(),
        _ => "".into(),
    }
}

fn filled(text: &Attr<Str>) -> Option<Str> {
    text.known().filter(|text| !text.is_empty()).cloned()
}

/// Everything that is planned. An empty text means TD's default, which is what leaving it out means, too; only `cron`
/// always travels, since TD once insisted on the key (td-api-facts section 2.1).
pub(super) fn of_create(planned: &ScheduleModel, config: &ScheduleModel) -> ScheduleFields {
    ScheduleFields {
        name: None,
        cron: Some(cron_at_td(planned)),
        database: planned.database.known().cloned(),
        query: planned.query.known().cloned(),
        query_type: planned.query_type.known().cloned(),
        timezone: filled(&planned.timezone),
        delay: planned.delay.known().copied(),
        priority: planned.priority.known().copied(),
        retry_limit: planned.retry_limit.known().copied(),
        result: filled(&planned.result).or_else(|| filled(&config.result_wo)).map(|text| Secret::new(&*text)),
        engine_version: filled(&planned.engine_version),
        pool_name: filled(&planned.pool_name),
        executing_user_id: planned.executing_user_id.known().copied(),
    }
}

/// What differs from the state before, and nothing else: settings made in the console survive.
/// None when TD has nothing to store.
pub(super) fn of_update(
    prior: &ScheduleModel,
    planned: &ScheduleModel,
    config: &ScheduleModel,
) -> Option<ScheduleFields> {
    let cron = cron_at_td(planned);
    let fields = ScheduleFields {
        name: changed(&prior.name, &planned.name),
        cron: (!semantic_equality::cron(&cron_at_td(prior), &cron)).then_some(cron),
        database: changed(&prior.database, &planned.database),
        query: changed(&prior.query, &planned.query),
        query_type: changed(&prior.query_type, &planned.query_type),
        timezone: changed(&prior.timezone, &planned.timezone),
        delay: changed(&prior.delay, &planned.delay),
        priority: changed(&prior.priority, &planned.priority),
        retry_limit: changed(&prior.retry_limit, &planned.retry_limit),
        result: result(prior, planned, config),
        engine_version: changed(&prior.engine_version, &planned.engine_version),
        pool_name: pool_name(prior, planned),
        executing_user_id: changed(&prior.executing_user_id, &planned.executing_user_id),
    };
    (!fields.is_empty()).then_some(fields)
}

/// The planned value where it is another one than before; one that is taken out of the configuration sends nothing.
fn changed<T: Clone + PartialEq>(prior: &Attr<T>, planned: &Attr<T>) -> Option<T> {
    if prior == planned { None } else { planned.known().cloned() }
}

/// Taken out of the configuration, it goes back to the account's default.
fn pool_name(prior: &ScheduleModel, planned: &ScheduleModel) -> Option<Str> {
    let (before, after) = (filled(&prior.pool_name), filled(&planned.pool_name));
    (before != after).then(|| after.unwrap_or_else(|| "".into()))
}

/// One update moves between `result` and `result_wo`; nothing is cleared in between.
fn result(prior: &ScheduleModel, planned: &ScheduleModel, config: &ScheduleModel) -> Option<Secret> {
    let sent_again =
        planned.result_target.is_unknown() || prior.result_wo_version != planned.result_wo_version;
    if let Attr::Known(result) = &planned.result {
        return (prior.result != planned.result).then(|| Secret::new(&**result));
    }
    if let Attr::Known(result) = &config.result_wo {
        return sent_again.then(|| Secret::new(&**result));
    }
    if plan::is_ignored(config) {
        return None;
    }
    let was_managed = !prior.result.is_null() || !prior.result_wo_version.is_null();
    let is_none_already = matches!(&prior.result_target, Attr::Known(target) if target.is_empty());
    (was_managed && !is_none_already).then(|| Secret::new(""))
}
