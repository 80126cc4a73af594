//! Create: exactly one request when nothing fails. One whose end is not known leaves its plan in state, so that nothing
//! is lost.

use super::model::{ScheduleIdentity, ScheduleModel};
use super::{belongs, export_target, fields, reconcile, row, timeout};
use crate::api::Schedule;
use crate::framework::{ApplyError, ApplyResult, Context, Create, Diagnostic, StoredObject};
use crate::provider::ProviderClient;

/// The plan has looked whether the name is free, so that there are few reasons.
const WHY_TAKEN: &str = "\n\nIt was free when this was planned, or the state has it, too. With lifecycle \
    create_before_destroy a schedule is deleted only after its replacement is made, which its name does not allow: take \
    create_before_destroy out. Where a `removed` block with destroy = false lets another address forget the schedule, \
    write a `moved` block instead.";

pub(super) async fn create(
    context: &Context<ProviderClient>,
    request: Create<'_, ScheduleModel, ScheduleIdentity>,
) -> ApplyResult<ScheduleModel, ScheduleIdentity> {
    let Create { planned, config, identity: before, mut private } = request;
    let td = ProviderClient::ready(context).map_err(ApplyError::Unchanged)?;
    belongs::here(td, planned, before, &private)?;
    let Some(name) = planned.name.known() else {
        return Err(ApplyError::Unchanged(Diagnostic::error(
            "The schedule has no name",
            "The plan came without a known `name`. This is a bug in Terraform or in the provider: please report it.",
        )));
    };
    let sent = fields::of_create(planned, config);
    let call = td.call(context, timeout::of(planned, timeout::Operation::Create));
    td.origin.remember(&mut private);
    let same = |row: &Schedule| reconcile::is_what_was_sent(planned, row);
    let answer = match td.client.create(&call, name, &sent, &same).await {
        Ok(answer) => answer,
        Err(error) => {
            let mut diagnostic = td.failure(&format!("create the schedule {name:?}"), &error);
            if error.is_conflict() {
                diagnostic.detail.push_str(WHY_TAKEN);
            }
            if !error.is_ambiguous() {
                return Err(ApplyError::Unchanged(diagnostic));
            }
            reconcile::mark(&mut private, &error);
            let identity = Some(belongs::identity(planned, &td.origin, before));
            let kept = StoredObject { model: planned.clone(), identity, private };
            return Err(ApplyError::PartialState(Box::new(kept), diagnostic));
        }
    };
    reconcile::unmark(&mut private);
    let model = row::fill_unknowns(planned, &answer, sent.result.as_ref(), td.origin.account.as_ref());
    if sent.result.is_some() {
        export_target::remember(&mut private, answer.result.as_ref(), sent.result.as_ref());
    }
    let identity = Some(belongs::identity(&model, &td.origin, before));
    Ok(StoredObject { model, identity, private })
}
