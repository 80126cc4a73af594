//! `data "td_schedule"`: one schedule by its name, and when it runs next.

use std::sync::Arc;
use std::time::Duration;

use jiff::tz::TimeZone;

use super::ProviderClient;
use super::schedules::row::{self, RowModel};
use crate::clock::Clock;
use crate::cron::{Cron, Options, zone};
use crate::framework::{
    Attr, Attribute, Computed, Context, DataSource, Diagnostic, Diagnostics, Mode, ReadData, Schema, Validate,
};
use crate::model;
use crate::provider::shared::{odd, schedule_name, suggestion};
use crate::wire::{Str, Type};

/// How long reading the list may take.
const TIMEOUT: Duration = Duration::from_secs(600);

/// How many runs are told.
const RUNS: usize = 5;

model! {
    /// A row of `td_schedules`, and its next runs.
    pub(crate) struct OneModel {
        ..row: RowModel,
        /// The next cron times.
        pub(crate) next_runs: Attr<Vec<Str>>,
    }
}

/// `data "td_schedule"`.
#[derive(Debug)]
pub(super) struct OneSchedule {
    /// What tells which runs are next.
    pub(super) clock: Arc<dyn Clock>,
}

impl DataSource for OneSchedule {
    type Model = OneModel;
    type Client = ProviderClient;

    fn type_name(&self) -> &'static str {
        "td_schedule"
    }

    fn schema(&self) -> Schema {
        let mut attributes = row::attributes();
        for attribute in attributes.iter_mut().filter(|attribute| attribute.name == "name") {
            attribute.mode = Mode::Required;
            attribute.description = "Name of the schedule, such as `daily_revenue`.".into();
        }
        attributes.push(
            Attribute::list(
                "next_runs",
                Type::String,
                "Next five cron times from now on, as RFC 3339 in UTC, `delay` not included; empty when it never runs by \
                 itself, null when its cron or time zone is none that this provider can read.",
            )
            .computed(Computed::Anew),
        );
        Schema {
            version: 0,
            description: "One schedule by its name, as Treasure Data has it. It is read anew in every plan, and an error \
                          when it is not there."
                .into(),
            deprecation: None,
            attributes,
        }
    }

    fn validate(&self, request: Validate<'_, OneModel>, diagnostics: &mut Diagnostics) {
        schedule_name::validate("name", &request.config.row.name, diagnostics);
    }

    async fn read(
        &self,
        context: &Context<ProviderClient>,
        request: ReadData<'_, OneModel>,
        _: &mut Diagnostics,
    ) -> Result<OneModel, Diagnostic> {
        let td = ProviderClient::ready(context)?;
        let name = request.config.row.name.known().map_or("", |name| &**name);
        let call = td.call(context, TIMEOUT);
        let doing = format!("read the schedule {name:?}");
        let list = td.client.list(&call).await.map_err(|error| td.failure(&doing, &error))?;
        let Some(found) = list.by_name(name) else {
            if let Some(unread) = odd::unread(&list, name, None) {
                return Err(unread);
            }
            let near = suggestion::did_you_mean(name, list.schedules.iter().map(|schedule| &*schedule.name));
            return Err(Diagnostic::error(
                "The schedule does not exist",
                format!(
                    "Treasure Data has no schedule {name:?} that this API key may see.{near} {}",
                    td.sources()
                ),
            )
            .at_attribute("name"));
        };
        let next_runs = Attr::from(self.next_runs(found.cron.as_deref(), found.timezone.as_deref()));
        // The name stays as it is configured: Treasure Data may hold it in another normal form.
        let row = RowModel { name: request.config.row.name.clone(), ..row::row(found) };
        Ok(OneModel { row, next_runs })
    }
}

impl OneSchedule {
    /// None for a cron or a zone that can't be read.
    fn next_runs(&self, cron: Option<&str>, timezone: Option<&str>) -> Option<Vec<Str>> {
        let Some(cron) = cron.filter(|cron| !cron.is_empty()) else { return Some(Vec::new()) };
        let cron = Cron::parse(cron, &Options { last_day: true }).ok()?;
        let zone = match timezone {
            None | Some("") => TimeZone::UTC,
            Some(name) => zone::find(name).ok()?,
        };
        Some(cron.after(self.clock.now(), &zone).take(RUNS).map(|run| run.to_string().into()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::FakeClock;

    #[test]
    fn the_next_runs_are_five_instants_or_none() {
        let clock = Arc::new(FakeClock::new("2026-01-31T15:00:00Z".parse().unwrap()));
        let one = OneSchedule { clock };
        let runs = one.next_runs(Some("@monthly"), Some("Asia/Tokyo")).unwrap();
        assert_eq!(runs.len(), 5);
        assert_eq!(&*runs[0], "2026-02-28T15:00:00Z");
        assert_eq!(one.next_runs(None, Some("UTC")), Some(Vec::new()));
        assert_eq!(one.next_runs(Some(""), None), Some(Vec::new()));
        assert_eq!(one.next_runs(Some("0 0 1 * 8"), None), None);
        assert_eq!(one.next_runs(Some("@daily"), Some("Tokyo")), None);
    }
}
