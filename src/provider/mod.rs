//! The td provider: one folder or file for each thing that a user can name in HCL.

mod config;
mod configure;
mod functions;
mod schedule;
mod schedule_data;
mod schedule_history;
mod schedule_list;
mod schedule_run;
mod schedules;
mod shared;

use std::sync::Arc;

pub use config::ProviderModel;
pub(crate) use schedule::{NAME_EXISTS, export_without_secrets, import_id, other_of_its_name};
pub use shared::client::{ConfiguredClient, ProviderClient};
pub use shared::error_diagnostic::describe as describe_error;
pub use shared::odd::odd_rows;

use crate::clock::{Clock, SystemClock};
use crate::framework::{Configure, Diagnostics, Provider, Registration, Schema, Validate};
use crate::settings::Environment;

/// The td provider.
#[derive(Debug)]
pub struct TdProvider {
    /// What tells the time: when a cron runs next, and over which times the clocks of its zone are changed.
    clock: Arc<dyn Clock>,
}

impl TdProvider {
    /// A provider with another source of time than the machine's clock.
    pub fn with_clock(clock: Arc<dyn Clock>) -> Self {
        Self { clock }
    }
}

impl Default for TdProvider {
    fn default() -> Self {
        Self::with_clock(Arc::new(SystemClock::default()))
    }
}

impl Provider for TdProvider {
    type Config = ProviderModel;
    type Client = ProviderClient;

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
    ) -> Option<Arc<ProviderClient>> {
        configure::configure(&request, &Environment::process(), diagnostics)
    }

    fn register(&self, registration: &mut Registration<ProviderClient>) {
        registration.resource(schedule::ScheduleResource { clock: Arc::clone(&self.clock) });
        registration.resource(schedule_run::RunResource);
        registration.action(schedule_run::RunAction);
        registration.list_resource(schedule_list::ScheduleList);
        registration.data_source(schedule_data::OneSchedule { clock: Arc::clone(&self.clock) });
        registration.data_source(schedules::Schedules);
        registration.data_source(schedule_history::ScheduleHistory);
        registration.function(functions::ExplainCron);
        registration.function(functions::NextRuns);
        registration.function(functions::ResultUrl);
        registration.function(functions::RunsBetween);
    }
}
