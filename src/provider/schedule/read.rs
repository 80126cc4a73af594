//! Read: one row of the shared list.

use std::sync::Arc;

use super::model::{ScheduleIdentity, ScheduleModel};
use super::{belongs, export_target, import, name_checks, reconcile, row, timeout};
use crate::api::{Schedule, ScheduleList};
use crate::framework::{Attr, Context, Diagnostic, Diagnostics, Read, ReadOutcome};
use crate::provider::shared::account_binding::AccountBinding;
use crate::provider::shared::client::{NotKnown, ProviderClient};
use crate::provider::shared::odd;

pub(super) async fn read(
    context: &Context<ProviderClient>,
    request: Read<'_, ScheduleModel, ScheduleIdentity>,
    diagnostics: &mut Diagnostics,
) -> Result<ReadOutcome<ScheduleModel, ScheduleIdentity>, Diagnostic> {
    let Read { state, identity: before, private } = request;
    let as_it_was = || {
        let identity = belongs::identity_for_now(state, before);
        ReadOutcome::Found(Box::new(state.clone()), Some(identity))
    };
    if let NotKnown::Yes(warning) = ProviderClient::not_known_yet(context) {
        diagnostics.extend(warning);
        return Ok(as_it_was());
    }
    let td = ProviderClient::ready(context)?;
    // A write that was refused may have left it.
    AccountBinding::forget_plan(private);
    belongs::here(td, state, before, private)?;
    let is_not_known = AccountBinding::is_not_known(belongs::named(before), private);
    let name = state.name.known().map_or("", |name| &**name);
    let doing = format!("read the schedule {name:?}");
    let call = td.call(context, timeout::of(state, timeout::Operation::Read));
    let list = match td.client.list(&call).await {
        Ok(list) => list,
        // Another read has told of it: this walk has failed, and a thousand equal errors tell nobody more.
        Err(error) if error.is_repeated() => {
            return Ok(as_it_was());
        }
        Err(error) => return Err(td.failure(&doing, &error)),
    };
    if is_not_known {
        belongs::same_number(td, &list, state)?;
        if !reconcile::is_open(state) {
            belongs::same_age(td, &list, state)?;
        }
    }
    let found = find(&list, state, name);
    if let Some(row) = found
        && reconcile::is_open(state)
        && !reconcile::is_ours(state, private, row)
    {
        diagnostics.push(not_ours_warning(name, import::import_id(row, &list)));
        return Ok(ReadOutcome::Gone);
    }
    if let Some(found) = found {
        td.seen.found();
        let written = export_target::remembered(private);
        let mut model = row::refresh(state, found, written.as_ref());
        // Once: what a state holds already stays as it is, so that nothing seems to have changed elsewhere.
        if is_not_known && model.account_id.is_null() {
            model.account_id = Attr::from(td.origin.account.clone());
        }
        if let Some(result) = &found.result {
            diagnostics.extend(export_target::warning(
                &found.name,
                &export_target::seen(state, result, written.as_ref()),
            ));
        }
        if switched_off(state, &model) {
            diagnostics.push(switched_off_warning(name));
        }
        td.origin.remember(private);
        let identity = Some(belongs::identity(&model, &td.origin, before));
        return Ok(ReadOutcome::Found(Box::new(model), identity));
    }
    let number = state.schedule_id.known().map(ToString::to_string);
    if let Some(unread) = odd::unread(&list, name, number.as_deref()) {
        return Err(unread);
    }
    diagnostics.extend(td.seen.missing(list.schedules.len(), td));
    // The list shows what the key may see: only a 404 proves that the schedule is gone.
    match td.client.history(&call, name, 0, 1).await {
        Err(error) if error.is_not_found() => {
            diagnostics.extend(is_not_known.then(|| gone_unproven(name, td)));
            Ok(ReadOutcome::Gone)
        }
        Err(error) if error.is_repeated() => Ok(as_it_was()),
        Err(error) if error.is_auth() || error.is_forbidden() => Err(hidden(name, td)),
        Err(error) => Err(td.failure(&doing, &error)),
        Ok(_) => Err(hidden(name, td)),
    }
}

/// The same number under another name is a rename made elsewhere; a name alone counts where TD sends no numbers, or
/// where the schedule was made anew under its name.
fn find<'a>(list: &'a ScheduleList, state: &ScheduleModel, name: &str) -> Option<&'a Arc<Schedule>> {
    let number = state.schedule_id.known().map(ToString::to_string);
    number.and_then(|number| list.by_id(&number)).or_else(|| list.by_name(name))
}

fn switched_off(before: &ScheduleModel, now: &ScheduleModel) -> bool {
    before.enabled != Attr::Known(false) && now.enabled == Attr::Known(false)
}

fn switched_off_warning(name: &str) -> Diagnostic {
    Diagnostic::warning(
        format!("The schedule {name:?} no longer runs by itself"),
        "Treasure Data holds no cron for it any more, while the state has one, so that it reads as enabled = false. \
         Somebody may have switched it off in the console, or its owner was removed: Treasure Data then takes all of \
         the owner's schedules off. With enabled = true in the configuration the next apply switches it on again.",
    )
    .at_attribute("enabled")
}

fn not_ours_warning(name: &str, id: &str) -> Diagnostic {
    Diagnostic::warning(
        format!("The schedule {name:?} is somebody else's"),
        format!(
            "An earlier apply sent it to Treasure Data and got no clear answer. Treasure Data has a schedule of this \
             name, but an older or another one, so that it was not made by that apply: it is left alone, and the state \
             forgets it. To manage it, take it in, with this resource's address:\n\n{}",
            name_checks::import_block(id)
        ),
    )
    .at_attribute("name")
}

fn gone_unproven(name: &str, td: &crate::provider::ConfiguredClient) -> Diagnostic {
    Diagnostic::warning(
        format!("The schedule {name:?} is not there, and may be another account's"),
        format!(
            "The state does not say yet which account it belongs to, and Treasure Data has none of this name for this API \
             key. Was it deleted, or is this the key of another account? {}",
            td.sources()
        ),
    )
    .at_attribute("name")
}

fn hidden(name: &str, td: &crate::provider::ConfiguredClient) -> Diagnostic {
    Diagnostic::error(
        "The schedule exists, but this API key can't see it",
        format!(
            "Treasure Data's list does not show the schedule {name:?}, but its history is there, so it was not \
             deleted: the key's user may have lost the permission for its database. {} Nothing is dropped from the \
             state. Use the key of a user who sees the database, or, if Terraform should no longer manage it, a \
             `removed` block.",
            td.sources()
        ),
    )
    .at_attribute("name")
}
