//! `list "td_schedule"`: the schedules of the account for `terraform query` (Terraform 1.14 and later).

use std::sync::Arc;
use std::time::Duration;

use super::ProviderClient;
use super::schedule::{ScheduleResource, listed, other_of_its_name};
use super::schedules::filter::{self, Filter, FilterModel};
use crate::api::Schedule;
use crate::framework::{
    Context, Diagnostic, Diagnostics, List, ListDemand, ListResource, ListResults, Schema, Validate,
};
use crate::provider::shared::odd;

/// How long reading the list may take.
const TIMEOUT: Duration = Duration::from_secs(600);

/// `list "td_schedule"`.
#[derive(Debug)]
pub(super) struct ScheduleList;

impl ListResource for ScheduleList {
    type Model = FilterModel;
    type Of = ScheduleResource;

    fn type_name(&self) -> &'static str {
        "td_schedule"
    }

    fn schema(&self) -> Schema {
        Schema {
            version: 0,
            description: "Finds the schedules of the account that the API key may see, sorted by name: all, or those that \
                          every filter takes. One request serves any number of them, also with `include_resource`."
                .into(),
            deprecation: None,
            attributes: filter::attributes(),
        }
    }

    fn validate(&self, request: Validate<'_, FilterModel>, diagnostics: &mut Diagnostics) {
        filter::validate(request.config, diagnostics);
    }

    async fn list(
        &self,
        context: &Context<ProviderClient>,
        request: List<'_, FilterModel>,
        results: &ListResults<ScheduleResource>,
    ) -> Result<(), Diagnostic> {
        let td = ProviderClient::ready(context)?;
        let filter = Filter::new(request.config)?;
        let call = td.call(context, TIMEOUT);
        let list = td.client.list(&call).await.map_err(|error| td.failure("list the schedules", &error))?;
        if let Some(warning) = odd::warning(&list) {
            results.warn(warning).await;
        }
        let mut found: Vec<&Arc<Schedule>> =
            list.schedules.iter().filter(|schedule| filter.takes(schedule)).collect();
        found.sort_by(|one, other| one.name.cmp(&other.name));
        let (found, twins): (Vec<_>, Vec<_>) = found
            .into_iter()
            .map(|schedule| (schedule, other_of_its_name(schedule, &list)))
            .partition(|(_, other)| other.is_none());
        for (schedule, other) in twins {
            results.warn(left_out(schedule, other)).await;
        }
        if found.len() > request.limit {
            results.warn(too_many(found.len(), request.limit)).await;
        }
        for (schedule, _) in found.into_iter().take(request.limit) {
            let (model, identity) = listed(schedule, td);
            let model = request.include_resource.then_some(&model);
            if results.object(&identity, &schedule.name, model).await == ListDemand::NoMore {
                break;
            }
        }
        Ok(())
    }
}

fn left_out(schedule: &Schedule, other: Option<&Schedule>) -> Diagnostic {
    let number = |one: &Schedule| one.id.as_ref().map(|id| format!(" (number {id})")).unwrap_or_default();
    Diagnostic::warning(
        format!("The schedule {:?}{} is not listed", schedule.name, number(schedule)),
        format!(
            "Terraform compares names after Unicode's normal form C, and so takes this name for that of another \
             schedule{}, which is listed. To manage both, rename one of them at Treasure Data.",
            other.map(number).unwrap_or_default()
        ),
    )
}

fn too_many(found: usize, limit: usize) -> Diagnostic {
    Diagnostic::warning(
        format!("Only {limit} of {found} schedules are listed"),
        format!(
            "{found} schedules match, and the list block's `limit` is {limit} (Terraform's default is 100): the first by \
             name are listed. Set `limit = {found}` or more, or choose with the filters of `config`."
        ),
    )
}
