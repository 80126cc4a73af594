//! List resources without their model types.

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use tokio::sync::mpsc;

use super::{round_trip, typed};
use crate::framework::list_resource::Finding;
use crate::framework::{
    Context, ConvertError, Diagnostic, Diagnostics, Findings, List, ListResource, Resource, Schema, Validate,
};
use crate::wire::Value;

/// A [`ListResource`] without its types.
pub(crate) trait ErasedListResource<C>: Send + Sync {
    fn type_name(&self) -> &'static str;
    fn schema(&self) -> Schema;
    /// A value through the model and back: it stays the same when the model is the schema.
    fn round_trip(&self, value: &Value) -> Result<Value, ConvertError>;
    fn validate(&self, request: Validate<'_, Value>, diagnostics: &mut Diagnostics);
    fn list<'a>(
        &'a self,
        context: &'a Context<C>,
        request: List<'a, Value>,
        sender: mpsc::Sender<Finding>,
    ) -> BoxFuture<'a, Result<(), Diagnostic>>;
}

impl<L: ListResource> ErasedListResource<<L::Of as Resource>::Client> for L {
    fn type_name(&self) -> &'static str {
        ListResource::type_name(self)
    }

    fn schema(&self) -> Schema {
        ListResource::schema(self)
    }

    fn round_trip(&self, value: &Value) -> Result<Value, ConvertError> {
        round_trip::<L::Model>(value)
    }

    fn validate(&self, request: Validate<'_, Value>, diagnostics: &mut Diagnostics) {
        match typed(request.config) {
            Ok(config) => ListResource::validate(
                self,
                Validate { config: &config, write_only_allowed: request.write_only_allowed },
                diagnostics,
            ),
            Err(error) => diagnostics.push(error),
        }
    }

    fn list<'a>(
        &'a self,
        context: &'a Context<<L::Of as Resource>::Client>,
        request: List<'a, Value>,
        sender: mpsc::Sender<Finding>,
    ) -> BoxFuture<'a, Result<(), Diagnostic>> {
        async move {
            let config = typed::<L::Model>(request.config)?;
            let List { include_resource, limit, .. } = request;
            let request = List { config: &config, include_resource, limit };
            ListResource::list(self, context, request, &Findings::new(sender)).await
        }
        .boxed()
    }
}
