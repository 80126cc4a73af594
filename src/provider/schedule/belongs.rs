//! Whether a schedule of the state is one of the account that the provider is configured for. Asked before anything is
//! read or changed.

use super::model::{ScheduleIdentity, ScheduleModel};
use super::reconcile;
use crate::api::{CallOptions, ScheduleList};
use crate::framework::{Attr, Context, Diagnostic, Private};
use crate::provider::shared::account_binding::{AccountBinding, Named};
use crate::provider::{ConfiguredClient, ProviderClient};
use crate::wire::Str;

/// What names a schedule. What a stored identity (`before`) says of account and endpoint stays: only the name changes.
pub(super) fn identity(
    model: &ScheduleModel,
    origin: &AccountBinding,
    before: Option<&ScheduleIdentity>,
) -> ScheduleIdentity {
    let stays = |stored: Option<&Attr<Str>>, own| match stored {
        Some(Attr::Known(stored)) => Attr::Known(stored.clone()),
        _ => own,
    };
    ScheduleIdentity {
        name: model.name.clone(),
        account_id: stays(before.map(|before| &before.account_id), Attr::from(origin.account.clone())),
        endpoint: stays(
            before.map(|before| &before.endpoint),
            Attr::Known(origin.endpoint.to_string().as_str().into()),
        ),
    }
}

/// The identity while account and endpoint are not known: the stored one, or the name alone.
pub(super) fn identity_for_now(model: &ScheduleModel, before: Option<&ScheduleIdentity>) -> ScheduleIdentity {
    before.cloned().unwrap_or_else(|| ScheduleIdentity {
        name: model.name.clone(),
        account_id: Attr::Null,
        endpoint: Attr::Null,
    })
}

/// What an identity says of account and endpoint.
pub(super) fn named(identity: Option<&ScheduleIdentity>) -> Named<'_> {
    Named::new(
        identity.and_then(|identity| identity.account_id.known()),
        identity.and_then(|identity| identity.endpoint.known()),
    )
}

/// An error for a schedule of another account or place. `state` is the stored one, or the planned one of a create.
pub(super) fn here(
    td: &ConfiguredClient,
    state: &ScheduleModel,
    identity: Option<&ScheduleIdentity>,
    private: &Private,
) -> Result<(), Diagnostic> {
    let stored = named(identity);
    let account = stored.account.or_else(|| Named::new(state.account_id.known(), None).account);
    td.origin.check(Named { account, ..stored }, private)
}

/// The same in a plan, where the client may not be known yet. Without a refresh no read has said so; apply would.
pub(super) fn elsewhere(
    context: &Context<ProviderClient>,
    state: Option<&ScheduleModel>,
    identity: Option<&ScheduleIdentity>,
    private: &Private,
) -> Option<Diagnostic> {
    let td = ProviderClient::ready(context).ok()?;
    match state {
        Some(state) => here(td, state, identity, private),
        None => td.origin.check(named(identity), private),
    }
    .err()
}

/// Before a write: the same, and where nothing says where the schedule lives, TD's number must be the state's.
pub(super) async fn here_for_a_write(
    td: &ConfiguredClient,
    call: &CallOptions,
    state: &ScheduleModel,
    identity: Option<&ScheduleIdentity>,
    private: &Private,
) -> Result<(), Diagnostic> {
    here(td, state, identity, private)?;
    if !AccountBinding::is_not_known(named(identity), private) {
        return Ok(());
    }
    let name = state.name.known().map_or("", |name| &**name);
    if state.schedule_id.known().is_none() {
        // A create whose end is not known is judged by what was sent, and an account in the state was compared.
        let speaks_for_itself = reconcile::is_open(state) || state.account_id.known().is_some();
        return if speaks_for_itself { Ok(()) } else { Err(by_its_name_alone(td, name)) };
    }
    let list = td.client.list(call).await;
    let list = list.map_err(|error| td.failure(&format!("look for the schedule {name:?}"), &error))?;
    same_number(td, &list, state)
}

/// An error where a schedule has the state's name and another number, and nothing but the name speaks for it.
pub(super) fn same_number(
    td: &ConfiguredClient,
    list: &ScheduleList,
    state: &ScheduleModel,
) -> Result<(), Diagnostic> {
    let (Some(name), Some(number)) = (state.name.known(), state.schedule_id.known()) else { return Ok(()) };
    let other = list.by_name(name).and_then(|row| row.id.as_deref()).filter(|id| *id != number.to_string());
    match other {
        Some(other) => Err(unproven(td, name, *number, other)),
        None => Ok(()),
    }
}

/// The same where the state has no number: the time of creation tells, where both sides have one.
pub(super) fn same_age(
    td: &ConfiguredClient,
    list: &ScheduleList,
    state: &ScheduleModel,
) -> Result<(), Diagnostic> {
    let (Some(name), None) = (state.name.known(), state.schedule_id.known()) else { return Ok(()) };
    let made = state.created_at.known().and_then(|at| at.parse::<jiff::Timestamp>().ok());
    match (made, list.by_name(name).and_then(|row| row.created_at)) {
        (Some(made), Some(at)) if made != at => Err(unproven_text(
            td,
            &format!(
                "The state has the schedule {name:?}, made at {made}, and does not say yet which account it belongs to. Treasure \
                 Data has a schedule of this name that was made at {at}: another account's, or one that was made anew."
            ),
        )),
        _ => Ok(()),
    }
}

fn by_its_name_alone(td: &ConfiguredClient, name: &str) -> Diagnostic {
    unproven_text(
        td,
        &format!(
            "The state has the schedule {name:?} without its number, and does not say yet which account it belongs to: only its \
             name would tell it from another account's. Plan and apply once with a refresh first, which looks at the schedule \
             and remembers the account."
        ),
    )
}

fn unproven(td: &ConfiguredClient, name: &str, number: i64, other: &str) -> Diagnostic {
    unproven_text(
        td,
        &format!(
            "The state has the schedule {name:?} with the number {number}, and does not say yet which account it belongs to. \
             Treasure Data has a schedule of this name with the number {other}: another account's, or one that was made anew."
        ),
    )
}

fn unproven_text(td: &ConfiguredClient, problem: &str) -> Diagnostic {
    Diagnostic::error(
        "The schedule may be another account's",
        format!(
            "{problem} {} Nothing was changed. With the wrong key, use the right one. With the right one, let Terraform forget this \
             schedule (`terraform state rm` with its address) and import it again by its name.",
            td.sources()
        ),
    )
    .at_attribute("name")
}
