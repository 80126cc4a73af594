//! `resource "td_schedule"`: one scheduled query.

mod belongs;
mod create;
mod delete;
mod deletion_policy;
mod export_target;
mod fields;
mod import;
mod legacy;
mod model;
mod move_state;
mod name_checks;
mod old_target;
mod plan;
mod plan_warnings;
mod read;
mod reconcile;
mod row;
mod schema;
mod semantic_equality;
mod timeout;
mod update;
mod validate;

#[cfg(test)]
mod tests;

use std::sync::Arc;

pub(crate) use export_target::without_secrets as export_without_secrets;
pub(super) use import::listed;
pub(crate) use import::{import_id, other_of_its_name};
use model::{ScheduleIdentity, ScheduleModel};
pub(crate) use name_checks::NAME_EXISTS;

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
        diagnostics.extend(belongs::elsewhere(
            context,
            Some(request.prior),
            request.identity,
            request.private,
        ));
        if deletion_policy::Policy::of(request.prior) == deletion_policy::Policy::Prevent {
            diagnostics
                .push(deletion_policy::Policy::prevented(request.prior.name.known().map_or("", |name| name)));
        }
        diagnostics.extend(name_checks::destroyed(context, request.prior));
    }

    async fn create(
        &self,
        context: &Context<ProviderClient>,
        request: Create<'_, ScheduleModel, ScheduleIdentity>,
        _: &mut Diagnostics,
    ) -> ApplyResult<ScheduleModel, ScheduleIdentity> {
        name_checks::applying(context);
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
            Ok(ReadOutcome::Found(model, _)) => name_checks::read(context, model),
            Ok(ReadOutcome::Gone) => name_checks::gone(context, state),
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
        name_checks::applying(context);
        update::update(context, request).await
    }

    async fn delete(
        &self,
        context: &Context<ProviderClient>,
        request: Delete<'_, ScheduleModel, ScheduleIdentity>,
        _: &mut Diagnostics,
    ) -> Result<(), Diagnostic> {
        name_checks::applying(context);
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
        name_checks::in_state(context, state);
    }

    fn move_state(
        &self,
        request: MoveState,
    ) -> Result<StoredObject<ScheduleModel, ScheduleIdentity>, Diagnostic> {
        move_state::move_state(&request)
    }
}
