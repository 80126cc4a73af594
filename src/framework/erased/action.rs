//! Actions without their model types.

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;

use super::{round_trip, typed};
use crate::framework::{Action, Context, ConvertError, Diagnostic, Diagnostics, Invoke, Schema, Validate};
use crate::wire::Value;

/// An [`Action`] without its types.
pub(crate) trait ErasedAction<C>: Send + Sync {
    fn type_name(&self) -> &'static str;
    fn schema(&self) -> Schema;
    /// A value through the model and back: it stays the same when the model is the schema.
    fn round_trip(&self, value: &Value) -> Result<Value, ConvertError>;
    fn validate(&self, request: Validate<'_, Value>, diagnostics: &mut Diagnostics);
    fn plan<'a>(
        &'a self,
        context: &'a Context<C>,
        config: &'a Value,
        diagnostics: &'a mut Diagnostics,
    ) -> BoxFuture<'a, Result<(), Diagnostic>>;
    fn invoke<'a>(
        &'a self,
        context: &'a Context<C>,
        request: Invoke<'a, Value>,
        diagnostics: &'a mut Diagnostics,
    ) -> BoxFuture<'a, Result<(), Diagnostic>>;
}

impl<A: Action> ErasedAction<A::Client> for A {
    fn type_name(&self) -> &'static str {
        Action::type_name(self)
    }

    fn schema(&self) -> Schema {
        Action::schema(self)
    }

    fn round_trip(&self, value: &Value) -> Result<Value, ConvertError> {
        round_trip::<A::Model>(value)
    }

    fn validate(&self, request: Validate<'_, Value>, diagnostics: &mut Diagnostics) {
        match typed(request.config) {
            Ok(config) => Action::validate(
                self,
                Validate { config: &config, write_only_allowed: request.write_only_allowed },
                diagnostics,
            ),
            Err(error) => diagnostics.push(error),
        }
    }

    fn plan<'a>(
        &'a self,
        context: &'a Context<A::Client>,
        config: &'a Value,
        diagnostics: &'a mut Diagnostics,
    ) -> BoxFuture<'a, Result<(), Diagnostic>> {
        async move {
            let config = typed::<A::Model>(config)?;
            Action::plan(self, context, &config, diagnostics).await;
            Ok(())
        }
        .boxed()
    }

    fn invoke<'a>(
        &'a self,
        context: &'a Context<A::Client>,
        request: Invoke<'a, Value>,
        diagnostics: &'a mut Diagnostics,
    ) -> BoxFuture<'a, Result<(), Diagnostic>> {
        async move {
            let config = typed::<A::Model>(request.config)?;
            let request = Invoke { config: &config, progress: request.progress };
            Action::invoke(self, context, request, diagnostics).await
        }
        .boxed()
    }
}
