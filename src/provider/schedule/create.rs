//! Create: exactly one request when nothing fails.

use super::model::{ScheduleIdentity, ScheduleModel};
use super::{fields, row, timeout};
use crate::framework::{Apply, Context, Create, Diagnostic, Failed, Saved};
use crate::provider::Td;

pub(super) async fn create(
    context: &Context<Td>,
    request: Create<'_, ScheduleModel, ScheduleIdentity>,
) -> Apply<ScheduleModel, ScheduleIdentity> {
    let Create { planned, config, mut private, .. } = request;
    let td = Td::ready(context).map_err(Failed::Unchanged)?;
    let Some(name) = planned.name.known() else {
        return Err(Failed::Unchanged(Diagnostic::error(
            "The schedule has no name",
            "The plan came without a known `name`. This is a bug in Terraform or in the provider: please report it.",
        )));
    };
    let sent = fields::of_create(planned, config);
    let call = td.call(context, timeout::of(planned, timeout::Operation::Create));
    let answer =
        td.client.create(&call, name, &sent).await.map_err(|error| {
            Failed::Unchanged(td.failure(&format!("create the schedule {name:?}"), &error))
        })?;
    let model = row::fill_unknowns(planned, &answer, sent.result.as_ref());
    td.origin.remember(&mut private);
    row::remember_export(&mut private, &model);
    let identity = Some(super::identity(&model, &td.origin));
    Ok(Saved { model, identity, private })
}
