//! Update: at most one request, none when nothing that TD stores changes.

use super::model::{ScheduleIdentity, ScheduleModel};
use super::{belongs, export_target, fields, reconcile, row, timeout};
use crate::framework::{ApplyError, ApplyResult, Context, StoredObject, Update};
use crate::provider::ProviderClient;
use crate::provider::shared::account_binding::AccountBinding;

pub(super) async fn update(
    context: &Context<ProviderClient>,
    request: Update<'_, ScheduleModel, ScheduleIdentity>,
) -> ApplyResult<ScheduleModel, ScheduleIdentity> {
    let Update { prior, planned, config, identity: before, mut private } = request;
    let td = ProviderClient::ready(context).map_err(ApplyError::Unchanged)?;
    let call = td.call(context, timeout::of(planned, timeout::Operation::Update));
    let is_not_known = AccountBinding::is_not_known(belongs::named(before), &private);
    if let Err(diagnostic) = belongs::here_for_a_write(td, &call, prior, before, &private).await {
        if is_not_known {
            // Account and place are only those of the plan, which must not become the schedule's.
            AccountBinding::forget_plan(&mut private);
            let identity = Some(belongs::identity_for_now(prior, None));
            let as_before = StoredObject { model: prior.clone(), identity, private };
            return Err(ApplyError::PartialState(Box::new(as_before), diagnostic));
        }
        return Err(diagnostic.into());
    }
    let name = prior.name.known().map_or("", |name| &**name);
    let sent = fields::of_update(prior, planned, config);
    let model = match &sent {
        None => row::fill_from_prior(planned, prior),
        Some(fields) => {
            let number = prior.schedule_id.known().map(ToString::to_string);
            match td.client.update(&call, name, number.as_deref(), fields).await {
                Ok(answer) => {
                    if fields.result.is_some() {
                        export_target::remember(&mut private, answer.result.as_ref(), fields.result.as_ref());
                    }
                    row::fill_unknowns(planned, &answer, fields.result.as_ref(), td.origin.account.as_ref())
                }
                Err(error) => {
                    let diagnostic = td.failure(&format!("update the schedule {name:?}"), &error);
                    // The planned identity has the planned name, and the state goes on with the one before.
                    let identity = Some(belongs::identity(prior, &td.origin, before));
                    let before = StoredObject { model: prior.clone(), identity, private };
                    return Err(ApplyError::PartialState(Box::new(before), diagnostic));
                }
            }
        }
    };
    td.origin.remember(&mut private);
    reconcile::unmark(&mut private);
    let identity = Some(belongs::identity(&model, &td.origin, before));
    Ok(StoredObject { model, identity, private })
}
