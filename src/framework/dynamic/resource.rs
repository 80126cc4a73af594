//! Resources without their model types.

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;

use super::{Block, ResourceAdapter, round_trip, stored, typed};
use crate::framework::{
    ApplyError, ApplyResult, Context, ConvertError, Create, Delete, Diagnostic, Diagnostics, FromValue,
    Import, MoveState, Plan, PlanDestroy, Read, ReadOutcome, Resource, StoredObject, ToValue, Update,
};
use crate::wire::Value;

/// A [`Resource`] without its types.
pub(crate) trait DynResource<C>: Block {
    /// An identity through its model and back, as [`Block::round_trip`].
    fn round_trip_identity(&self, value: &Value) -> Result<Value, ConvertError>;
    fn plan<'a, 'p: 'a>(
        &'a self,
        context: &'a Context<C>,
        plan: Plan<'p, Value, Value>,
        diagnostics: &'a mut Diagnostics,
    ) -> BoxFuture<'a, Result<Plan<'p, Value, Value>, Diagnostic>>;
    fn plan_destroy<'a>(
        &'a self,
        context: &'a Context<C>,
        request: PlanDestroy<'a, Value, Value>,
        diagnostics: &'a mut Diagnostics,
    ) -> BoxFuture<'a, Result<(), Diagnostic>>;
    fn create<'a>(
        &'a self,
        context: &'a Context<C>,
        request: Create<'a, Value, Value>,
        diagnostics: &'a mut Diagnostics,
    ) -> BoxFuture<'a, ApplyResult<Value, Value>>;
    fn read<'a>(
        &'a self,
        context: &'a Context<C>,
        request: Read<'a, Value, Value>,
        diagnostics: &'a mut Diagnostics,
    ) -> BoxFuture<'a, Result<ReadOutcome<Value, Value>, Diagnostic>>;
    fn update<'a>(
        &'a self,
        context: &'a Context<C>,
        request: Update<'a, Value, Value>,
        diagnostics: &'a mut Diagnostics,
    ) -> BoxFuture<'a, ApplyResult<Value, Value>>;
    fn delete<'a>(
        &'a self,
        context: &'a Context<C>,
        request: Delete<'a, Value, Value>,
        diagnostics: &'a mut Diagnostics,
    ) -> BoxFuture<'a, Result<(), Diagnostic>>;
    fn import<'a>(
        &'a self,
        context: &'a Context<C>,
        request: Import<Value>,
        diagnostics: &'a mut Diagnostics,
    ) -> BoxFuture<'a, Result<StoredObject<Value, Value>, Diagnostic>>;
    fn loaded(&self, context: &Context<C>, state: &Value);
    fn upgrade(&self, version: i64, state: serde_json::Value) -> Result<serde_json::Value, Diagnostic>;
    fn upgrade_identity(
        &self,
        version: i64,
        identity: serde_json::Value,
    ) -> Result<serde_json::Value, Diagnostic>;
    fn move_state(&self, request: MoveState) -> Result<StoredObject<Value, Value>, Diagnostic>;
}

impl<R: Resource> DynResource<R::Client> for ResourceAdapter<R> {
    fn round_trip_identity(&self, value: &Value) -> Result<Value, ConvertError> {
        round_trip::<R::Identity>(value)
    }

    fn plan<'a, 'p: 'a>(
        &'a self,
        context: &'a Context<R::Client>,
        plan: Plan<'p, Value, Value>,
        diagnostics: &'a mut Diagnostics,
    ) -> BoxFuture<'a, Result<Plan<'p, Value, Value>, Diagnostic>> {
        async move {
            let prior = plan.prior.map(stored::<R::Model>).transpose()?;
            let config = typed::<R::Model>(plan.config)?;
            let mut refined = Plan {
                prior: prior.as_ref(),
                config: &config,
                planned: typed::<R::Model>(&plan.planned)?,
                identity: typed_identity::<R::Identity>(plan.identity.as_ref())?,
                requires_replace: plan.requires_replace,
                private: plan.private,
            };
            Resource::plan(&self.0, context, &mut refined, diagnostics).await;
            Ok(Plan {
                prior: plan.prior,
                config: plan.config,
                planned: refined.planned.to_value(),
                identity: refined.identity.map(|identity| identity.to_value()),
                requires_replace: refined.requires_replace,
                private: refined.private,
            })
        }
        .boxed()
    }

    fn plan_destroy<'a>(
        &'a self,
        context: &'a Context<R::Client>,
        request: PlanDestroy<'a, Value, Value>,
        diagnostics: &'a mut Diagnostics,
    ) -> BoxFuture<'a, Result<(), Diagnostic>> {
        async move {
            let prior = stored::<R::Model>(request.prior)?;
            let identity = typed_identity::<R::Identity>(request.identity)?;
            let request =
                PlanDestroy { prior: &prior, identity: identity.as_ref(), private: request.private };
            Resource::plan_destroy(&self.0, context, request, diagnostics).await;
            Ok(())
        }
        .boxed()
    }

    fn create<'a>(
        &'a self,
        context: &'a Context<R::Client>,
        request: Create<'a, Value, Value>,
        diagnostics: &'a mut Diagnostics,
    ) -> BoxFuture<'a, ApplyResult<Value, Value>> {
        async move {
            let planned = stored::<R::Model>(request.planned)?;
            let config = typed::<R::Model>(request.config)?;
            let identity = typed_identity::<R::Identity>(request.identity)?;
            let request = Create {
                planned: &planned,
                config: &config,
                identity: identity.as_ref(),
                private: request.private,
            };
            applied(Resource::create(&self.0, context, request, diagnostics).await)
        }
        .boxed()
    }

    fn read<'a>(
        &'a self,
        context: &'a Context<R::Client>,
        request: Read<'a, Value, Value>,
        diagnostics: &'a mut Diagnostics,
    ) -> BoxFuture<'a, Result<ReadOutcome<Value, Value>, Diagnostic>> {
        async move {
            let state = stored::<R::Model>(request.state)?;
            let identity = typed_identity::<R::Identity>(request.identity)?;
            let request = Read { state: &state, identity: identity.as_ref(), private: request.private };
            Ok(match Resource::read(&self.0, context, request, diagnostics).await? {
                ReadOutcome::Found(model, identity) => {
                    let identity = identity.map(|identity| identity.to_value());
                    ReadOutcome::Found(Box::new(model.to_value()), identity)
                }
                ReadOutcome::Gone => ReadOutcome::Gone,
            })
        }
        .boxed()
    }

    fn update<'a>(
        &'a self,
        context: &'a Context<R::Client>,
        request: Update<'a, Value, Value>,
        diagnostics: &'a mut Diagnostics,
    ) -> BoxFuture<'a, ApplyResult<Value, Value>> {
        async move {
            let prior = stored::<R::Model>(request.prior)?;
            let planned = stored::<R::Model>(request.planned)?;
            let config = typed::<R::Model>(request.config)?;
            let identity = typed_identity::<R::Identity>(request.identity)?;
            let request = Update {
                prior: &prior,
                planned: &planned,
                config: &config,
                identity: identity.as_ref(),
                private: request.private,
            };
            applied(Resource::update(&self.0, context, request, diagnostics).await)
        }
        .boxed()
    }

    fn delete<'a>(
        &'a self,
        context: &'a Context<R::Client>,
        request: Delete<'a, Value, Value>,
        diagnostics: &'a mut Diagnostics,
    ) -> BoxFuture<'a, Result<(), Diagnostic>> {
        async move {
            let prior = stored::<R::Model>(request.prior)?;
            let identity = typed_identity::<R::Identity>(request.identity)?;
            let request = Delete { prior: &prior, identity: identity.as_ref(), private: request.private };
            Resource::delete(&self.0, context, request, diagnostics).await
        }
        .boxed()
    }

    fn import<'a>(
        &'a self,
        context: &'a Context<R::Client>,
        request: Import<Value>,
        diagnostics: &'a mut Diagnostics,
    ) -> BoxFuture<'a, Result<StoredObject<Value, Value>, Diagnostic>> {
        async move {
            let request = match request {
                Import::Id(id) => Import::Id(id),
                Import::Identity(identity) => Import::Identity(typed::<R::Identity>(&identity)?),
            };
            Resource::import(&self.0, context, request, diagnostics).await.map(saved)
        }
        .boxed()
    }

    fn loaded(&self, context: &Context<R::Client>, state: &Value) {
        // What does not fit the model is told by the read or the plan that comes next.
        if let Ok(state) = R::Model::from_value(state) {
            Resource::loaded(&self.0, context, &state);
        }
    }

    fn upgrade(&self, version: i64, state: serde_json::Value) -> Result<serde_json::Value, Diagnostic> {
        Resource::upgrade(&self.0, version, state)
    }

    fn upgrade_identity(
        &self,
        version: i64,
        identity: serde_json::Value,
    ) -> Result<serde_json::Value, Diagnostic> {
        Resource::upgrade_identity(&self.0, version, identity)
    }

    fn move_state(&self, request: MoveState) -> Result<StoredObject<Value, Value>, Diagnostic> {
        Resource::move_state(&self.0, request).map(saved)
    }
}

fn typed_identity<T: FromValue>(identity: Option<&Value>) -> Result<Option<T>, Diagnostic> {
    identity.map(stored).transpose()
}

fn saved<M: ToValue, I: ToValue>(saved: StoredObject<M, I>) -> StoredObject<Value, Value> {
    StoredObject {
        model: saved.model.to_value(),
        identity: saved.identity.map(|identity| identity.to_value()),
        private: saved.private,
    }
}

fn applied<M: ToValue, I: ToValue>(result: ApplyResult<M, I>) -> ApplyResult<Value, Value> {
    result.map(saved).map_err(|failed| match failed {
        ApplyError::Unchanged(diagnostic) => ApplyError::Unchanged(diagnostic),
        ApplyError::PartialState(state, diagnostic) => {
            ApplyError::PartialState(Box::new(saved(*state)), diagnostic)
        }
    })
}
