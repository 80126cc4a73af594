//! Names that don't fit are found in the plan: one that Treasure Data has already, two resources of one name, a
//! resource whose address was renamed, a rename onto a name that is taken.

use super::deletion_policy::Policy;
use super::import::import_id;
use super::model::{ScheduleIdentity, ScheduleModel};
use super::{semantic_equality, timeout};
use crate::api::{Schedule, ScheduleList};
use crate::escape::hcl_string;
use crate::framework::{Context, Diagnostic, Diagnostics, Plan};
use crate::provider::shared::planned_names::{Clash, NameUse, Subject};
use crate::provider::{ConfiguredClient, ProviderClient};
use std::sync::Arc;

/// Whether Terraform plans. In apply it plans each change again; Terraform then says that answers may be deferred, which
/// no released command line does in a plan, and where it does not (OpenTofu), the first write tells.
pub(super) fn is_planning(context: &Context<ProviderClient>) -> bool {
    let applying = matches!(context.client.as_deref(), Some(ProviderClient::ConfiguredClient(td)) if td.names.is_applying());
    !context.capabilities.deferral_allowed && !applying
}

/// Notes that something is about to be written.
pub(super) fn applying(context: &Context<ProviderClient>) {
    if let Some(ProviderClient::ConfiguredClient(td)) = context.client.as_deref() {
        td.names.applying();
    }
}

/// Notes a schedule of the state.
pub(super) fn in_state(context: &Context<ProviderClient>, model: &ScheduleModel) {
    if let (Some(ProviderClient::ConfiguredClient(td)), Some(name)) =
        (context.client.as_deref(), model.name.known())
    {
        td.names.in_state(name, Policy::of(model) != Policy::Delete);
    }
}

/// Notes a schedule of the state that was read just now.
pub(super) fn read(context: &Context<ProviderClient>, model: &ScheduleModel) {
    in_state(context, model);
    if let (Some(ProviderClient::ConfiguredClient(td)), Some(name)) =
        (context.client.as_deref(), model.name.known())
    {
        td.names.read(name);
    }
}

/// Notes a schedule that is imported.
pub(super) fn imported(td: &ConfiguredClient, found: &Schedule) {
    td.names.imported(&Subject::new(found.id.as_deref().and_then(|id| id.parse().ok()), &found.name));
}

/// What an address of the state has.
fn subject(state: &ScheduleModel) -> Option<Subject> {
    Some(Subject::new(state.schedule_id.known().copied(), state.name.known()?))
}

/// Notes that a schedule of the state is gone: if Treasure Data has one of its name, it is another one.
pub(super) fn gone(context: &Context<ProviderClient>, model: &ScheduleModel) {
    if let (Some(ProviderClient::ConfiguredClient(td)), Some(name)) =
        (context.client.as_deref(), model.name.known())
    {
        td.names.gone(name);
    }
}

/// The names of a plan that creates or updates. Without a known name or client there is nothing to say.
pub(super) async fn planned(
    context: &Context<ProviderClient>,
    plan: &Plan<'_, ScheduleModel, ScheduleIdentity>,
    diagnostics: &mut Diagnostics,
) {
    let Some(ProviderClient::ConfiguredClient(td)) = context.client.as_deref() else { return };
    let Some(name) = plan.planned.name.known().filter(|_| is_planning(context)) else { return };
    let before = plan.prior.and_then(subject).zip(plan.prior.and_then(|prior| prior.name.known()));
    let problem = match before {
        None if is_second_half_of_a_replacement(plan) => td.names.stays(name).then(|| stays(name)),
        None => created(context, td, plan, name).await,
        Some((subject, before)) => match td.names.keep(&subject, name) {
            Some(clash) => Some(clashing(&clash, before, name)),
            None if semantic_equality::name(before, name) => None,
            None => renamed(context, td, plan, before, name).await,
        },
    };
    diagnostics.extend(problem.map(|problem| problem.at_attribute("name")));
}

/// Terraform plans a replacement twice: as an update, then as a create with what the first plan remembered.
fn is_second_half_of_a_replacement(plan: &Plan<'_, ScheduleModel, ScheduleIdentity>) -> bool {
    plan.identity.is_some() || !plan.private.is_empty()
}

/// The names of a plan that destroys.
pub(super) fn destroyed(context: &Context<ProviderClient>, prior: &ScheduleModel) -> Option<Diagnostic> {
    let Some(ProviderClient::ConfiguredClient(td)) = context.client.as_deref() else { return None };
    let name = prior.name.known().filter(|_| is_planning(context))?;
    // What is prevented is an error already.
    let untouched = matches!(Policy::of(prior), Policy::Abandon | Policy::Prevent);
    let clash = td.names.destroy(&subject(prior)?, untouched)?;
    Some(clashing(&clash, name, name))
}

/// The error for a plan that does not fit another one; `before` is the name in the state, `name` the planned one.
fn clashing(clash: &Clash, before: &str, name: &str) -> Diagnostic {
    match clash {
        Clash::Name(other) => two_of_one_name(name, *other),
        Clash::Twin(other) if semantic_equality::name(other, name) => two_of_one_name(name, NameUse::Keep),
        Clash::Twin(other) => two_of_one_schedule(before, name, other),
        Clash::Destroyed { imported } => destroyed_and_kept(before, *imported),
        Clash::Moved => moved(name),
    }
}

async fn created(
    context: &Context<ProviderClient>,
    td: &ConfiguredClient,
    plan: &Plan<'_, ScheduleModel, ScheduleIdentity>,
    name: &str,
) -> Option<Diagnostic> {
    if let Some(clash) = td.names.create(name) {
        return Some(clashing(&clash, name, name));
    }
    let list = match list(context, td, plan, name).await {
        Ok(list) => list?,
        Err(error) => return Some(error),
    };
    let found = list.by_name(name)?;
    // One that is in the state may be this very one, tainted: Terraform then plans it without saying so.
    match td.names.is_in_state(name) {
        true => td.names.stays(name).then(|| stays(name)),
        false => Some(taken(name, import_id(found, &list))),
    }
}

async fn renamed(
    context: &Context<ProviderClient>,
    td: &ConfiguredClient,
    plan: &Plan<'_, ScheduleModel, ScheduleIdentity>,
    before: &str,
    name: &str,
) -> Option<Diagnostic> {
    let list = match list(context, td, plan, name).await {
        Ok(list) => list?,
        Err(error) => return Some(error),
    };
    list.by_name(name)?;
    (!td.names.refuse_rename(before, name)).then(|| rename_onto(before, name))
}

/// The list; None where it could not be read and that was said already. Where it can't be read, apply would fail too, so
/// that the plan does.
async fn list(
    context: &Context<ProviderClient>,
    td: &ConfiguredClient,
    plan: &Plan<'_, ScheduleModel, ScheduleIdentity>,
    name: &str,
) -> Result<Option<Arc<ScheduleList>>, Diagnostic> {
    let call = td.call(context, timeout::of(&plan.planned, timeout::Operation::Read));
    match td.client.list(&call).await {
        Ok(list) => Ok(Some(list)),
        Err(error) if error.is_repeated() => Ok(None),
        Err(error) => Err(td.failure(&format!("see whether the name {name:?} is free"), &error)),
    }
}

/// The block that takes a schedule in; `id` is its name or its number.
pub(super) fn import_block(id: &str) -> String {
    format!("import {{\n  to = td_schedule.ADDRESS\n  id = {}\n}}", hcl_string(id))
}

/// The summary of the error for a create whose name exists; `export --for-plan` finds such creates by it, and their
/// names in the line `  id = …` of the detail.
pub(crate) const NAME_EXISTS: &str = "A schedule of this name exists already";

/// OpenTofu and Terraform before 1.10 plan the new half of such a replacement once more in the apply, with nothing that tells
/// it from any other create; when that is refused, they keep the old half as a deposed object.
const DEPOSED: &str = "Where this comes in an apply, from a replacement with lifecycle create_before_destroy: a name belongs \
    to one schedule, which must go before its replacement is made. Take create_before_destroy out, here and where a \
    resource depends on this one. If the state then holds a deposed object of this resource, forget it with `terraform \
    state rm` and the resource's address, and take the schedule in with an `import` block.";

fn taken(name: &str, id: &str) -> Diagnostic {
    Diagnostic::error(
        NAME_EXISTS,
        format!(
            "Treasure Data has a schedule {name:?} already, and creating one never takes it over. To manage that one with \
             this resource, add this block, with this resource's address, and plan again:\n\n{}\n\n\
             Where this configuration manages it already under another address (a label or a for_each key was \
             renamed), add a `moved` block from the old to the new address instead: an import would not keep the old \
             address from destroying it. Otherwise choose another name.\n\n{DEPOSED}",
            import_block(id)
        ),
    )
}

fn moved(name: &str) -> Diagnostic {
    Diagnostic::error(
        "The same plan creates and destroys this schedule",
        format!(
            "One resource would create a schedule {name:?} and another one, which is no longer in the configuration, would \
             destroy the schedule of that name; Terraform does both at once, in any order. If the resource was only \
             renamed (its label, its for_each key or its module), say so with this block, with both addresses, and the \
             schedule and its history stay:\n\n\
             moved {{\n  from = td_schedule.OLD\n  to   = td_schedule.NEW\n}}\n\n\
             If it is to be another schedule, take the old one out first, in an apply of its own.\n\n{DEPOSED}"
        ),
    )
}

fn destroyed_and_kept(name: &str, imported: bool) -> Diagnostic {
    let detail = if imported {
        format!(
            "One resource takes the schedule {name:?} in with an `import` block, and another one of the state, which is no \
             longer in the configuration, would destroy that very schedule. An import does not keep the old address from \
             destroying it. Write this block in place of the `import` block, with both addresses, and the schedule and its \
             history stay:\n\n\
             moved {{\n  from = td_schedule.OLD\n  to   = td_schedule.NEW\n}}\n\n\
             A new name may come in the same step."
        )
    } else {
        format!(
            "Two resources of the state have the schedule {name:?}. One of them is no longer in the configuration and would \
             destroy it, and the other one goes on with it. Let Terraform forget the first one, with its address \
             (Terraform 1.7 and later; `terraform state rm` does the same everywhere):\n\n\
             removed {{\n  from = td_schedule.OLD\n\n  lifecycle {{\n    destroy = false\n  }}\n}}\n\n\
             Where the schedule should be deleted, take both resources out."
        )
    };
    Diagnostic::error("The same plan keeps and destroys this schedule", detail)
}

fn two_of_one_schedule(before: &str, name: &str, other: &str) -> Diagnostic {
    Diagnostic::error(
        "Two resources manage one schedule",
        format!(
            "The schedule {before:?} is in the state under two addresses. One of the resources calls it {name:?}, the other \
             one {other:?}: each apply would undo what the one before has done. Keep one of them, and let Terraform forget \
             the other with a `removed` block that has destroy = false, or with `terraform state rm`."
        ),
    )
}

fn stays(name: &str) -> Diagnostic {
    Diagnostic::error(
        "The schedule would stay where its replacement is made",
        format!(
            "The schedule {name:?} is in the state with deletion_policy = \"disable\", \"abandon\" or \"prevent\", which \
             leaves it at Treasure Data, and this plan would make one of the same name in its place: the name stays taken, \
             and creating a schedule never takes one over. Where it is only tainted and well, `terraform untaint` with \
             its address is all. To have it deleted and made anew, untaint it, set deletion_policy = \"delete\" and \
             apply; then plan with `-replace`. Where only its address changed, add a `moved` block from the old to the \
             new address."
        ),
    )
}

fn two_of_one_name(name: &str, other: NameUse) -> Diagnostic {
    let does = match other {
        NameUse::Create => "would create",
        NameUse::Rename => "would rename its schedule to",
        NameUse::Keep => "manages",
    };
    Diagnostic::error(
        "Two resources have the name of one schedule",
        format!(
            "Another resource of this configuration {does} {name:?} already, and a name belongs to one schedule of the \
             account. Give one of them another name. Where both mean the same schedule, keep one resource, and let \
             Terraform forget the other with a `removed` block that has destroy = false."
        ),
    )
}

fn rename_onto(before: &str, name: &str) -> Diagnostic {
    Diagnostic::error(
        "A rename onto a name that is taken",
        format!(
            "The schedule {before:?} would be renamed to {name:?}, and Treasure Data has another schedule of that name. \
             Do it in two steps: first give the other one a name that is free (or take it out) and apply; then rename \
             this one. To swap two names, rename one of them to a third name and apply; then give both their new names, \
             one apply after the other. With `count`, an element that is taken out gives each later \
             resource its neighbour's name: use `for_each` then, with `moved` blocks from each index to its key."
        ),
    )
}
