//! Data sources without their model types.

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;

use super::{Block, DataSourceAdapter, typed};
use crate::framework::{Context, DataSource, Diagnostic, Diagnostics, ReadData, ToValue as _};
use crate::wire::Value;

/// A [`DataSource`] without its types.
pub(crate) trait DynDataSource<C>: Block {
    fn read<'a>(
        &'a self,
        context: &'a Context<C>,
        request: ReadData<'a, Value>,
        diagnostics: &'a mut Diagnostics,
    ) -> BoxFuture<'a, Result<Value, Diagnostic>>;
}

impl<D: DataSource> DynDataSource<D::Client> for DataSourceAdapter<D> {
    fn read<'a>(
        &'a self,
        context: &'a Context<D::Client>,
        request: ReadData<'a, Value>,
        diagnostics: &'a mut Diagnostics,
    ) -> BoxFuture<'a, Result<Value, Diagnostic>> {
        async move {
            let config = typed::<D::Model>(request.config)?;
            let model = DataSource::read(&self.0, context, ReadData { config: &config }, diagnostics).await?;
            Ok(model.to_value())
        }
        .boxed()
    }
}
