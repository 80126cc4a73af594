//! `resource "td_schedule"`: one scheduled query.

mod advise;
mod belongs;
mod create;
mod delete;
mod fields;
mod import;
mod legacy;
mod model;
mod move_state;
mod naming;
mod old_target;
mod plan;
mod policy;
mod read;
mod row;
mod same;
mod schema;
mod settle;
mod target;
mod timeout;
mod update;
mod validate;

#[cfg(test)]
mod tests;

use std::sync::Arc;

pub(super) use import::listed;
pub(crate) use import::{import_id, other_of_its_name};
use model::{ScheduleIdentity, ScheduleModel};
pub(crate) use naming::NAME_EXISTS;
pub(crate) use target::without_secrets as export_without_secrets;

use super::ProviderClient;
use crate::clock::Clock;
use crate::framework::{
    ApplyResult, Context, Create, Delete, Diagnostic, Diagnostics, IdentitySchema, Import, MoveState, Plan,
    PlanDestroy, Read, ReadOutcome, Resource, Schema, StoredObject, Update, Validate,
};

/// `resource "td_schedule"`.
#[derive(Debug)]
pub(super) struct ScheduleResource {
    /// What tells which clock changes are to come.
    pub(super) clock: Arc<dyn Clock>,
}

impl Resource for ScheduleResource {
    type Model = ScheduleModel;
    type Identity = ScheduleIdentity;
    type Client = ProviderClient;

    fn type_name(&self) -> &'static str {
        "td_schedule"
    }

    fn schema(&self) -> Schema {
        schema::schema()
    }

    fn identity_schema(&self) -> Option<IdentitySchema> {
        Some(schema::identity_schema())
    }

    fn validate(&self, request: Validate<'_, ScheduleModel>, diagnostics: &mut Diagnostics) {
        validate::validate(request.config, diagnostics);
    }

    async fn plan(
        &self,
        context: &Context<ProviderClient>,
        plan: &mut Plan<'_, ScheduleModel, ScheduleIdentity>,
        diagnostics: &mut Diagnostics,
    ) {
        plan::plan(&*self.clock, context, plan, diagnostics).await;
    }

    async fn plan_destroy(
        &self,
        context: &Context<ProviderClient>,
        request: PlanDestroy<'_, ScheduleModel, ScheduleIdentity>,
        diagnostics: &mut Diagnostics,
    ) {
        diagnostics.extend(belongs::elsewhere(context, request.identity, request.private));
        if policy::Policy::of(request.prior) == policy::Policy::Prevent {
            diagnostics.push(policy::Policy::prevented(request.prior.name.known().map_or("", |name| name)));
        }
        diagnostics.extend(naming::destroyed(context, request.prior));
    }

    async fn create(
        &self,
        context: &Context<ProviderClient>,
        request: Create<'_, ScheduleModel, ScheduleIdentity>,
        _: &mut Diagnostics,
    ) -> ApplyResult<ScheduleModel, ScheduleIdentity> {
        naming::applying(context);
        create::create(context, request).await
    }

    async fn read(
        &self,
        context: &Context<ProviderClient>,
        request: Read<'_, ScheduleModel, ScheduleIdentity>,
        diagnostics: &mut Diagnostics,
    ) -> Result<ReadOutcome<ScheduleModel, ScheduleIdentity>, Diagnostic> {
        let state = request.state;
        let outcome = read::read(context, request, diagnostics).await;
        match &outcome {
            Ok(ReadOutcome::Found(model, _)) => naming::read(context, model),
            Ok(ReadOutcome::Gone) => naming::gone(context, state),
            Err(_) => {}
        }
        outcome
    }

    async fn update(
        &self,
        context: &Context<ProviderClient>,
        request: Update<'_, ScheduleModel, ScheduleIdentity>,
        _: &mut Diagnostics,
    ) -> ApplyResult<ScheduleModel, ScheduleIdentity> {
        naming::applying(context);
        update::update(context, request).await
    }

    async fn delete(
        &self,
        context: &Context<ProviderClient>,
        request: Delete<'_, ScheduleModel, ScheduleIdentity>,
        _: &mut Diagnostics,
    ) -> Result<(), Diagnostic> {
        naming::applying(context);
        delete::delete(context, request).await
    }

    async fn import(
        &self,
        context: &Context<ProviderClient>,
        request: Import<ScheduleIdentity>,
        _: &mut Diagnostics,
    ) -> Result<StoredObject<ScheduleModel, ScheduleIdentity>, Diagnostic> {
        import::import(context, request).await
    }

    fn loaded(&self, context: &Context<ProviderClient>, state: &ScheduleModel) {
        naming::in_state(context, state);
    }

    fn move_state(
        &self,
        request: MoveState,
    ) -> Result<StoredObject<ScheduleModel, ScheduleIdentity>, Diagnostic> {
        move_state::move_state(&request)
    }
}
