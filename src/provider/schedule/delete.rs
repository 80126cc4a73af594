//! Delete, as `deletion_policy` says: exactly one request when nothing fails, none to abandon.

use super::deletion_policy::Policy;
use super::model::{ScheduleIdentity, ScheduleModel};
use super::{belongs, reconcile, timeout};
use crate::api::ScheduleFields;
use crate::framework::{Context, Delete, Diagnostic};
use crate::provider::ProviderClient;
use crate::provider::shared::odd;

pub(super) async fn delete(
    context: &Context<ProviderClient>,
    request: Delete<'_, ScheduleModel, ScheduleIdentity>,
) -> Result<(), Diagnostic> {
    let Delete { prior, identity, private } = request;
    let name = prior.name.known().map_or("", |name| &**name);
    let policy = Policy::of(prior);
    match policy {
        Policy::Abandon => return Ok(()),
        Policy::Prevent => return Err(Policy::prevented(name)),
        Policy::Delete | Policy::Disable => {}
    }
    let td = ProviderClient::ready(context)?;
    let call = td.call(context, timeout::of(prior, timeout::Operation::Delete));
    belongs::here_for_a_write(td, &call, prior, identity, private).await?;
    let mut number = prior.schedule_id.known().map(ToString::to_string);
    if reconcile::is_open(prior) {
        let list = td.client.list(&call).await;
        let list = list.map_err(|error| td.failure(&format!("look for the schedule {name:?}"), &error))?;
        match list.by_name(name).filter(|row| reconcile::is_ours(prior, private, row)) {
            Some(row) => number = row.id.as_deref().map(ToOwned::to_owned),
            None => return odd::unread(&list, name, None).map_or(Ok(()), Err),
        }
    }
    if policy == Policy::Delete {
        return td
            .client
            .delete(&call, name, number.as_deref())
            .await
            .map_err(|error| td.failure(&format!("delete the schedule {name:?}"), &error));
    }
    let unschedule = ScheduleFields { cron: Some("".into()), ..ScheduleFields::default() };
    match td.client.update(&call, name, number.as_deref(), &unschedule).await {
        Ok(_) => Ok(()),
        Err(error) if error.is_not_found() => Ok(()),
        Err(error) => Err(td.failure(&format!("disable the schedule {name:?}"), &error)),
    }
}
