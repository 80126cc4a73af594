//! List resources without their model types.

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use tokio::sync::mpsc;

use super::{Block, ListResourceAdapter, typed};
use crate::framework::list_resource::ListResult;
use crate::framework::{Context, Diagnostic, List, ListResource, ListResults, Resource};
use crate::wire::Value;

/// A [`ListResource`] without its types.
pub(crate) trait DynListResource<C>: Block {
    fn list<'a>(
        &'a self,
        context: &'a Context<C>,
        request: List<'a, Value>,
        sender: mpsc::Sender<ListResult>,
    ) -> BoxFuture<'a, Result<(), Diagnostic>>;
}

impl<L: ListResource> DynListResource<<L::Of as Resource>::Client> for ListResourceAdapter<L> {
    fn list<'a>(
        &'a self,
        context: &'a Context<<L::Of as Resource>::Client>,
        request: List<'a, Value>,
        sender: mpsc::Sender<ListResult>,
    ) -> BoxFuture<'a, Result<(), Diagnostic>> {
        async move {
            let config = typed::<L::Model>(request.config)?;
            let List { include_resource, limit, .. } = request;
            let request = List { config: &config, include_resource, limit };
            ListResource::list(&self.0, context, request, &ListResults::new(sender)).await
        }
        .boxed()
    }
}
