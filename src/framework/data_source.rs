//! The trait of a data source.

use std::future::Future;

use super::{Context, Diagnostic, Diagnostics, Model, Schema, Validate};

/// A data source: read in every plan, without side effects.
pub trait DataSource: Send + Sync + 'static {
    /// Its configuration and result.
    type Model: Model;
    /// What the provider's `configure` makes.
    type Client: Send + Sync + 'static;

    /// The name in HCL, with the provider's prefix.
    fn type_name(&self) -> &'static str;

    /// What can be written and what comes back.
    fn schema(&self) -> Schema;

    /// Checks a configuration without any client: it may hold unknowns, and credentials may be absent.
    fn validate(&self, request: Validate<'_, Self::Model>, diagnostics: &mut Diagnostics) {
        let _ = (request, diagnostics);
    }

    /// Reads. Configured values are given back as they came (with defaults filled in).
    fn read(
        &self,
        context: &Context<Self::Client>,
        request: ReadData<'_, Self::Model>,
        diagnostics: &mut Diagnostics,
    ) -> impl Future<Output = Result<Self::Model, Diagnostic>> + Send;
}

/// What [`DataSource::read`] takes.
#[derive(Debug)]
pub struct ReadData<'a, M> {
    /// The configuration, wholly known, with the schema's defaults filled in.
    pub config: &'a M,
}
