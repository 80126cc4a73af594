//! `export`: an account's schedules as a Terraform configuration that adopts them and changes nothing.

mod error;
mod files;
mod filter;
mod module;
mod progress;
mod project;
mod schedule;
mod stop;
mod terraform_json;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use super::connection::Connection;
use super::{Outcome, terminal};
use crate::api::{CallOptions, Client, Schedule, ScheduleList};
use crate::hcl::{Body, Labels};
use crate::provider::{import_id, odd_rows, other_of_its_name};

use error::Error;
use files::Files;
use filter::Filter;
use progress::Progress;
use project::{Layout, Queries};
use schedule::Exported;
use stop::Stop;
use terraform_json::Managed;

/// The longest time for the list, all tries and waits included.
const TIMEOUT: Duration = Duration::from_secs(10 * 60);

/// A warning names so many schedules.
const SHOWN: usize = 5;

/// What can be given to `export`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A directory, or one file when it ends in .tf
    #[arg(long, value_name = "PATH", default_value = ".")]
    out: PathBuf,
    /// Replaces files that are there
    #[arg(long)]
    force: bool,
    /// Where queries are written
    #[arg(long, value_enum, default_value_t)]
    queries: Queries,
    /// How the configuration is laid out
    #[arg(long, value_enum, default_value_t)]
    layout: Layout,
    /// Writes only import blocks, for what this plan (`terraform plan -json`) would create though TD has it
    #[arg(long, value_name = "PLAN.json", conflicts_with_all = ["queries", "layout", "unmanaged", "name_regex", "database", "query_type", "user_name", "scheduled"])]
    for_plan: Option<PathBuf>,
    /// Leaves out what this state (`terraform show -json`) holds; may be repeated
    #[arg(long, value_name = "STATE.json")]
    unmanaged: Vec<PathBuf>,
    #[command(flatten)]
    filter: Filter,
    #[command(flatten)]
    connection: Connection,
}

/// Reads TD's list, once, and writes the files.
pub(super) fn run(args: &Args) -> Outcome {
    let (progress, stop) = (Progress::on_terminal(), Stop::listen()?);
    let written = match &args.for_plan {
        Some(plan) => for_plan(args, plan, &progress, &stop)?,
        None => configuration(args, &progress, &stop)?,
    };
    progress.done();
    terminal::say(&written);
    Ok(ExitCode::SUCCESS)
}

fn configuration(args: &Args, progress: &Progress, stop: &Stop) -> Result<String, Error> {
    let managed = Managed::read(&args.unmanaged)?;
    let (client, settings) = args.connection.open()?;
    let list = list(&client, progress, stop)?;
    if let Some(odd) = odd_rows(&list) {
        terminal::say(&format!("warning: schedules that can't be read are left out: in the list {odd}."));
    }
    let mut wanted: Vec<&Schedule> = list
        .schedules
        .iter()
        .map(Arc::as_ref)
        .filter(|one| args.filter.takes(one) && !managed.holds(one))
        .collect();
    // TD's order is not settled; by name an export of the same schedules is the same export.
    wanted.sort_by(|one, other| one.name.cmp(&other.name));
    let exported = label(wanted, &list, managed.labels());
    if exported.is_empty() {
        return Ok(format!("None of {} schedules is wanted; nothing was written.", list.schedules.len()));
    }
    let (root, files) = match file_name(&args.out) {
        Some(name) => {
            (files::parent(&args.out), project::single_file(name, &exported, &settings, args.queries))
        }
        None => (args.out.as_path(), project::directory(&exported, &settings, args.queries, args.layout)),
    };
    place(root, &files, args.force, progress, stop)?;
    Ok(format!(
        "Wrote {} of {} schedules to {}; next: terraform init, terraform plan, terraform apply.",
        exported.len(),
        list.schedules.len(),
        args.out.display()
    ))
}

/// Labels for those that can be written down; says which can't.
fn label<'a>(wanted: Vec<&'a Schedule>, list: &ScheduleList, mut labels: Labels) -> Vec<Exported<'a>> {
    let mut exported = Vec::with_capacity(wanted.len());
    let mut left_out: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for schedule in wanted {
        let name = &schedule.name;
        if let Some(missing) = schedule::missing(schedule) {
            left_out.entry(missing).or_default().push(name);
        } else if let Some(other) = other_of_its_name(schedule, list) {
            let number = other.id.as_ref().map(|id| format!(" (number {id})")).unwrap_or_default();
            terminal::say(&format!(
                "warning: {name:?} is left out, because Terraform takes its name for that of another schedule, {:?}{number}. \
                 Rename one of them.",
                other.name
            ));
        } else {
            let id = import_id(schedule, list);
            exported.push(Exported { schedule, id, label: labels.give(name) });
        }
    }
    for (missing, names) in left_out {
        terminal::say(&leaving_out(&names, missing));
    }
    exported
}

/// One warning, however many there are.
fn leaving_out(names: &[&str], missing: &str) -> String {
    let shown: Vec<String> = names.iter().take(SHOWN).map(|name| format!("{name:?}")).collect();
    let (shown, more) = (shown.join(", "), names.len().saturating_sub(SHOWN));
    match (more, names.len()) {
        (_, 1) => format!("warning: {shown} is left out, because it has no {missing} at Treasure Data."),
        (0, _) => format!("warning: {shown} are left out, because they have no {missing} at Treasure Data."),
        (more, _) => format!(
            "warning: {shown} and {more} more are left out, because they have no {missing} at Treasure Data."
        ),
    }
}

/// After an interrupted apply: import blocks for what was created and never reached the state.
fn for_plan(args: &Args, plan: &Path, progress: &Progress, stop: &Stop) -> Result<String, Error> {
    let planned = terraform_json::planned_creates(plan)?;
    let (client, _) = args.connection.open()?;
    let list = list(&client, progress, stop)?;
    let mut body = Body::default();
    body.comment("Once applied, this can be deleted.");
    let mut count = 0;
    for one in &planned {
        // The provider's advice may name it by its number.
        if let Some(schedule) = list.by_name(&one.name).or_else(|| list.by_id(&one.name)) {
            body.block(schedule::import(one.address.clone(), import_id(schedule, &list)));
            count += 1;
        }
    }
    let summary = format!("{count} of {} creates in the plan are at Treasure Data already", planned.len());
    if count == 0 {
        return Ok(format!("{summary}; nothing was written."));
    }
    let (root, name) = match file_name(&args.out) {
        Some(name) => (files::parent(&args.out), name.to_owned()),
        None => (args.out.as_path(), PathBuf::from("imports_for_plan.tf")),
    };
    place(root, &Files::from([(name.clone(), body.render())]), args.force, progress, stop)?;
    Ok(format!(
        "{summary}; wrote their import blocks to {}; next: terraform apply.",
        root.join(name).display()
    ))
}

/// The file's name where `--out` means one file: it ends in `.tf`, and in no slash after that.
fn file_name(out: &Path) -> Option<&Path> {
    let is_file = out.as_os_str().as_encoded_bytes().ends_with(b".tf") && !out.is_dir();
    out.file_name().filter(|_| is_file).map(Path::new)
}

fn place(root: &Path, files: &Files, force: bool, progress: &Progress, stop: &Stop) -> Result<(), Error> {
    files::place(root, files, force, |written| {
        progress.bar("Writing files", written, files.len());
        stop.check()
    })
}

fn list(client: &Client, progress: &Progress, stop: &Stop) -> Result<Arc<ScheduleList>, Error> {
    progress.shows(&format!("Reading the schedules from {}…", client.config().endpoint));
    let call = CallOptions { stop: stop.token(), timeout: TIMEOUT };
    stop.wait(client.list(&call)).map_err(|cause| match cause.is_stopped() {
        true => Error::Stopped,
        false => Error::List(Box::new(cause)),
    })
}
