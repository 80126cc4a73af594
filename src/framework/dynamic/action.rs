//! Actions without their model types.

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;

use super::{ActionAdapter, Block, typed};
use crate::framework::{Action, Context, Diagnostic, Diagnostics, Invoke};
use crate::wire::Value;

/// An [`Action`] without its types.
pub(crate) trait DynAction<C>: Block {
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

impl<A: Action> DynAction<A::Client> for ActionAdapter<A> {
    fn plan<'a>(
        &'a self,
        context: &'a Context<A::Client>,
        config: &'a Value,
        diagnostics: &'a mut Diagnostics,
    ) -> BoxFuture<'a, Result<(), Diagnostic>> {
        async move {
            let config = typed::<A::Model>(config)?;
            Action::plan(&self.0, context, &config, diagnostics).await;
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
            Action::invoke(&self.0, context, request, diagnostics).await
        }
        .boxed()
    }
}
