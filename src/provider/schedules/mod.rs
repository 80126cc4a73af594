//! `data "td_schedules"`: the schedules of the account, all or those that a filter takes.

pub(crate) mod filter;
pub(crate) mod row;

use std::sync::Arc;
use std::time::Duration;

use filter::{Filter, FilterModel};
use row::RowModel;

use super::ProviderClient;
use crate::api::Schedule;
use crate::framework::{
    Attr, Attribute, Computed, Context, DataSource, Diagnostic, Diagnostics, Nesting, ReadData, Schema,
    Validate,
};
use crate::model;
use crate::provider::shared::odd;
use crate::wire::{Str, Type};

/// How long reading the list may take.
const TIMEOUT: Duration = Duration::from_secs(600);

model! {
    /// The configuration and the result.
    pub(crate) struct SchedulesModel {
        ..filter: FilterModel,
        /// The names, sorted.
        pub(crate) names: Attr<Vec<Str>>,
        /// The schedules, sorted by name.
        pub(crate) schedules: Attr<Vec<RowModel>>,
    }
}

/// `data "td_schedules"`.
#[derive(Debug)]
pub(super) struct Schedules;

impl DataSource for Schedules {
    type Model = SchedulesModel;
    type Client = ProviderClient;

    fn type_name(&self) -> &'static str {
        "td_schedules"
    }

    fn schema(&self) -> Schema {
        let mut attributes = filter::attributes();
        attributes.extend([
            Attribute::list("names", Type::String, "Names of the schedules, sorted.")
                .computed(Computed::Anew),
            Attribute::nested(
                "schedules",
                Nesting::List,
                row::attributes(),
                "The schedules, sorted by name.",
            )
            .computed(Computed::Anew),
        ]);
        Schema {
            version: 0,
            description: "The schedules of the account that the API key may see: all, or those that every filter takes. \
                          They are read anew in every plan, with one request for all data sources and resources."
                .into(),
            deprecation: None,
            attributes,
        }
    }

    fn validate(&self, request: Validate<'_, SchedulesModel>, diagnostics: &mut Diagnostics) {
        filter::validate(&request.config.filter, diagnostics);
    }

    async fn read(
        &self,
        context: &Context<ProviderClient>,
        request: ReadData<'_, SchedulesModel>,
        diagnostics: &mut Diagnostics,
    ) -> Result<SchedulesModel, Diagnostic> {
        let td = ProviderClient::ready(context)?;
        let filter = Filter::new(&request.config.filter)?;
        let call = td.call(context, TIMEOUT);
        let list = td.client.list(&call).await.map_err(|error| td.failure("read the schedules", &error))?;
        diagnostics.extend(odd::warning(&list));
        let mut found: Vec<&Arc<Schedule>> =
            list.schedules.iter().filter(|schedule| filter.takes(schedule)).collect();
        found.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(SchedulesModel {
            names: Attr::Known(found.iter().map(|schedule| schedule.name.clone()).collect()),
            schedules: Attr::Known(found.iter().map(|schedule| row::row(schedule)).collect()),
            ..request.config.clone()
        })
    }
}
