//! `list "td_schedule"`: the schedules of the account for `terraform query` (Terraform 1.14 and later).

use std::sync::Arc;
use std::time::Duration;

use super::schedule::{ScheduleResource, listed};
use super::schedules::filter::{self, Filter, FilterModel};
use super::{Td, odd};
use crate::api::Schedule;
use crate::framework::{
    Context, Diagnostic, Diagnostics, Findings, List, ListResource, Schema, Validate, Wanted,
};

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
        context: &Context<Td>,
        request: List<'_, FilterModel>,
        findings: &Findings<ScheduleResource>,
    ) -> Result<(), Diagnostic> {
        let td = Td::ready(context)?;
        let filter = Filter::new(request.config)?;
        let call = td.call(context, TIMEOUT);
        let list = td.client.list(&call).await.map_err(|error| td.failure("list the schedules", &error))?;
        if let Some(warning) = odd::warning(&list) {
            findings.warn(warning).await;
        }
        let mut found: Vec<&Arc<Schedule>> =
            list.schedules.iter().filter(|schedule| filter.takes(schedule)).collect();
        found.sort_by(|one, other| one.name.cmp(&other.name));
        if found.len() > request.limit {
            findings.warn(too_many(found.len(), request.limit)).await;
        }
        for schedule in found.into_iter().take(request.limit) {
            let (model, identity) = listed(schedule, td);
            let model = request.include_resource.then_some(&model);
            if findings.object(&identity, &schedule.name, model).await == Wanted::NoMore {
                break;
            }
        }
        Ok(())
    }
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
