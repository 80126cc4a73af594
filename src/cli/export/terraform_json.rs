//! What Terraform says in JSON about schedules: which ones a state holds, and which ones a plan would create.
//!
//! The forms are Terraform's published "JSON output format", version 1 (`terraform show -json`), and its
//! "machine-readable UI" (`terraform plan -json`). The latter tells of the creates that fail the plan, since their names
//! exist: a failed plan's JSON leaves them out.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use super::Error;
use crate::api::Schedule;
use crate::escape::{Hcl, Safe};
use crate::hcl::{Labels, address, unquoted};
use crate::provider::NAME_EXISTS;

const STATE: (&str, &str) = ("a state", "terraform show -json > state.json");
const PLAN: (&str, &str) =
    ("a plan", "terraform plan -out=tfplan && terraform show -json tfplan > plan.json");

/// The resource types whose objects are schedules: this provider's, and the older provider's that can be moved here.
const TYPES: [&str; 2] = ["td_schedule", "treasuredata_schedule"];

/// The schedules that states hold, by name and by TD's number (which stays when somebody renames one).
#[derive(Debug, Default)]
pub(super) struct Managed {
    names: HashSet<String>,
    ids: HashSet<String>,
    labels: HashSet<String>,
}

impl Managed {
    /// Reads the files.
    pub(super) fn read(paths: &[PathBuf]) -> Result<Self, Error> {
        let mut managed = Self::default();
        for path in paths {
            let state = parse(path, STATE, &read_text(path)?)?;
            if state.get("planned_values").is_some() {
                return Err(form(path, STATE, "it is a plan"));
            }
            // An empty state has no values at all.
            if let Some(root) = state.pointer("/values/root_module") {
                managed.collect(root);
            }
        }
        Ok(managed)
    }

    fn collect(&mut self, module: &Value) {
        for resource in items(module, "resources").filter(|one| is_managed_schedule(one)) {
            if let Some(name) = resource.pointer("/values/name").and_then(Value::as_str) {
                self.names.insert(name.nfc().collect());
            }
            if let Some(id) = resource.pointer("/values/schedule_id").and_then(Value::as_number) {
                self.ids.insert(id.to_string());
            }
            let labels = ["name", "index"].into_iter().filter_map(|key| resource.get(key)?.as_str());
            self.labels.extend(labels.map(str::to_owned));
        }
        for child in items(module, "child_modules") {
            self.collect(child);
        }
    }

    /// The names and instance keys of their resources, which no new one beside them should have.
    pub(super) fn labels(&self) -> Labels {
        Labels::beside(self.labels.clone())
    }

    /// Whether one of the states holds it.
    pub(super) fn holds(&self, schedule: &Schedule) -> bool {
        self.names.contains(&schedule.name.nfc().collect::<String>())
            || schedule.id.as_deref().is_some_and(|id| self.ids.contains(id))
    }
}

/// A schedule that a plan would create.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Planned {
    /// Its address, modules and instance keys included, as Terraform wrote it.
    pub(super) address: Safe<Hcl>,
    /// Its name, or its number.
    pub(super) name: String,
}

/// The creates of schedules in a plan whose names are known; by address. From the messages of a plan only those that
/// failed, since their names exist.
pub(super) fn planned_creates(path: &Path) -> Result<Vec<Planned>, Error> {
    let text = read_text(path)?;
    if text.starts_with("{\"@level\"") {
        let mut planned: Vec<Planned> = text.lines().filter_map(failed_create).collect();
        // They come as they failed, which is never the same order.
        planned.sort_by(|one, other| one.address.as_str().cmp(other.address.as_str()));
        return Ok(planned);
    }
    let plan = parse(path, PLAN, &text)?;
    if plan.get("planned_values").is_none() && plan.get("resource_changes").is_none() {
        return Err(form(path, PLAN, "it has no planned values"));
    }
    let creates = items(&plan, "resource_changes").filter(|one| {
        is_managed_schedule(one)
            && one.pointer("/change/actions").and_then(Value::as_array).is_some_and(|all| all == &["create"])
            && one.pointer("/change/importing").is_none_or(Value::is_null)
    });
    Ok(creates
        .filter_map(|one| {
            Some(Planned {
                address: address(one.get("address")?.as_str()?)?,
                name: one.pointer("/change/after/name")?.as_str()?.to_owned(),
            })
        })
        .collect())
}

fn is_managed_schedule(resource: &Value) -> bool {
    let text = |key| resource.get(key).and_then(Value::as_str);
    text("mode") == Some("managed") && text("type").is_some_and(|one| TYPES.contains(&one))
}

fn items<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value.get(key).and_then(Value::as_array).into_iter().flatten()
}

/// The create that a message says can't be, since its name exists.
fn failed_create(message: &str) -> Option<Planned> {
    let message: Value = serde_json::from_str(message).ok()?;
    let text = |key: &str| message.get("diagnostic")?.get(key)?.as_str();
    if text("summary")? != NAME_EXISTS {
        return None;
    }
    let id = text("detail")?.lines().find_map(|line| line.strip_prefix("  id = "))?;
    Some(Planned { address: address(text("address")?)?, name: unquoted(id)? })
}

fn read_text(path: &Path) -> Result<String, Error> {
    std::fs::read_to_string(path).map_err(|cause| Error::Read { path: path.to_owned(), cause })
}

fn parse(path: &Path, wanted: (&'static str, &'static str), text: &str) -> Result<Value, Error> {
    let value: Value = serde_json::from_str(text).map_err(|cause| form(path, wanted, &cause.to_string()))?;
    if value.get("format_version").and_then(Value::as_str).is_none_or(|version| !version.starts_with("1.")) {
        return Err(form(path, wanted, "it has no format_version 1.x"));
    }
    Ok(value)
}

fn form(path: &Path, (wanted, command): (&'static str, &'static str), problem: &str) -> Error {
    Error::Form { path: path.to_owned(), wanted, problem: problem.to_owned(), command }
}
