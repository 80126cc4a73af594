//! The td provider: one folder or file for each thing that a user can name in HCL.

mod blame;
mod config;
mod configure;
mod duration;
mod failure;
mod functions;
mod history;
mod instant;
mod list;
mod names;
mod near;
mod odd;
mod one_schedule;
mod origin;
mod run;
mod schedule;
mod schedule_name;
mod schedules;
mod seen;
mod td;

use std::sync::Arc;

pub use config::ProviderModel;
pub use failure::judge;
pub use odd::odd_rows;
pub(crate) use schedule::{NAME_EXISTS, export_without_secrets, import_id, other_of_its_name};
pub use td::{Ready, Td};

use crate::clock::{Clock, SystemClock};
use crate::framework::{Configure, Diagnostics, Offers, Provider, Schema, Validate};
use crate::settings::Surroundings;

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
        offers.resource(schedule::ScheduleResource { clock: Arc::clone(&self.clock) });
        offers.resource(run::RunResource);
        offers.action(run::RunAction);
        offers.list_resource(list::ScheduleList);
        offers.data_source(one_schedule::OneSchedule { clock: Arc::clone(&self.clock) });
        offers.data_source(schedules::Schedules);
        offers.data_source(history::ScheduleHistory);
        offers.function(functions::ExplainCron);
        offers.function(functions::NextRuns);
        offers.function(functions::ResultUrl);
        offers.function(functions::RunsBetween);
    }
}
