//! The td provider: one folder or file for each thing that a user can name in HCL.

mod config;
mod configure;
mod duration;
mod failure;
mod functions;
mod history;
mod near;
mod origin;
mod schedule;
mod td;

use std::sync::Arc;

pub use config::ProviderModel;
pub(crate) use schedule::export_without_secrets;
pub use td::{Ready, Td};

use crate::framework::{Configure, Diagnostics, Offers, Provider, Schema, Validate};
use crate::settings::Surroundings;

/// The td provider.
#[derive(Debug, Default)]
pub struct TdProvider;

impl Provider for TdProvider {
    type Config = ProviderModel;
    type Client = Td;

    fn schema(&self) -> Schema {
        config::schema()
    }

    fn validate(&self, request: Validate<'_, ProviderModel>, diagnostics: &mut Diagnostics) {
        configure::validate(request.config, diagnostics);
    }

    async fn configure(
        &self,
        request: Configure<'_, ProviderModel>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Arc<Td>> {
        configure::configure(&request, &Surroundings::process(), diagnostics)
    }

    fn register(&self, offers: &mut Offers<Td>) {
        offers.resource(schedule::ScheduleResource);
        offers.data_source(history::ScheduleHistory);
        offers.function(functions::ExplainCron);
        offers.function(functions::NextRuns);
        offers.function(functions::ResultUrl);
        offers.function(functions::RunsBetween);
    }
}
