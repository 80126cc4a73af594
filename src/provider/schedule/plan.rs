//! What a plan of `td_schedule` says beyond its schema.

use super::model::{ScheduleIdentity, ScheduleModel};
use super::{belongs, export_target, legacy, name_checks, plan_warnings};
use crate::clock::Clock;
use crate::framework::{Attr, Context, Diagnostics, Plan};
use crate::provider::ProviderClient;

pub(super) async fn plan(
    clock: &dyn Clock,
    context: &Context<ProviderClient>,
    plan: &mut Plan<'_, ScheduleModel, ScheduleIdentity>,
    diagnostics: &mut Diagnostics,
) {
    diagnostics.extend(belongs::elsewhere(context, plan.prior, plan.identity.as_ref(), &plan.private));
    legacy::refuse_new(plan.prior, &plan.planned, diagnostics);
    if let Some(prior) = plan.prior {
        show_that_no_export_is_left(&mut plan.planned, plan.config);
        send_again_what_was_repointed(prior, plan);
    }
    show_the_account(context, plan);
    name_checks::planned(context, plan, diagnostics).await;
    if name_checks::is_planning(context) && !diagnostics.has_error() {
        plan_warnings::advise(clock, plan.prior, &plan.planned, diagnostics);
    }
    plan.identity = identity(context, plan);
    if let Ok(td) = ProviderClient::ready(context) {
        td.origin.plan(&mut plan.private);
    }
}

/// A plan that makes or changes something says for which account. Terraform hands nothing else of the plan of a create on
/// to its apply, and refuses by itself to apply a plan whose values are others by then.
fn show_the_account(context: &Context<ProviderClient>, plan: &mut Plan<'_, ScheduleModel, ScheduleIdentity>) {
    let Ok(td) = ProviderClient::ready(context) else { return };
    let is_missing = match plan.prior {
        None => true,
        Some(prior) => prior.account_id.is_null() && *prior != plan.planned,
    };
    if is_missing {
        plan.planned.account_id = Attr::from(td.origin.account.clone());
    }
}

/// What is removed, or was none before, leaves none: that much is known before TD has answered.
fn show_that_no_export_is_left(planned: &mut ScheduleModel, config: &ScheduleModel) {
    let none = match &planned.result {
        Attr::Known(result) => result.is_empty(),
        Attr::Null => config.result_wo.is_null() && !is_ignored(config),
        Attr::Unknown => false,
    };
    if none && planned.result_target.is_unknown() {
        planned.result_target = Attr::Known("".into());
    }
}

/// Whether `ignore_changes` has taken `result_wo` out of a configuration: a version without it is nothing that can be
/// written.
pub(super) fn is_ignored(config: &ScheduleModel) -> bool {
    config.result_wo.is_null() && !config.result_wo_version.is_null()
}

/// `result_wo` is in no state, so that an export that was re-pointed behind Terraform's back shows by its target: it
/// is sent again. With a version and without `result_wo`, which validation refuses, the configuration comes from
/// `ignore_changes`: then what somebody did to the export is to stay.
fn send_again_what_was_repointed(
    prior: &ScheduleModel,
    plan: &mut Plan<'_, ScheduleModel, ScheduleIdentity>,
) {
    let Some(written) = export_target::remembered(&plan.private) else { return };
    let by_wo = !prior.result_wo_version.is_null()
        && !plan.config.result_wo_version.is_null()
        && !plan.config.result_wo.is_null();
    let repointed = prior.result_target.known().is_some_and(|now| !written.is_shown_as(now));
    if by_wo && repointed {
        plan.planned.result_target = Attr::Unknown;
    }
}

/// Terraform wants a known identity in the plan of an update, and the name may be unknown there: then it keeps the
/// one before, and apply gives the new one.
fn identity(
    context: &Context<ProviderClient>,
    plan: &Plan<'_, ScheduleModel, ScheduleIdentity>,
) -> Option<ScheduleIdentity> {
    if plan.planned.name.is_unknown() {
        return plan.identity.clone();
    }
    let ready = ProviderClient::ready(context).ok()?;
    Some(belongs::identity(&plan.planned, &ready.origin, plan.identity.as_ref()))
}
