//! Advice, once: in the plan that creates a schedule or changes what the advice is about, and not in every plan.

use super::model::ScheduleModel;
use crate::clock::Clock;
use crate::cron::{self, Cron, zone};
use crate::framework::{Attr, Diagnostic, Diagnostics};
use crate::sql::{Engine, invisible};

/// The longest queries that TD publishes, in characters (`query` in its reference of the schedules API).
const LONGEST_HIVE: usize = 2_097_152;
const LONGEST_PRESTO: usize = 1_000_000;

/// Warnings that name the schedule; `prior` is None in the plan of a create.
pub(super) fn advise(
    clock: &dyn Clock,
    prior: Option<&ScheduleModel>,
    planned: &ScheduleModel,
    diagnostics: &mut Diagnostics,
) {
    let name = planned.name.known().map_or("a schedule", |name| name);
    let cron_is_new = prior.is_none_or(|prior| {
        prior.cron != planned.cron || prior.timezone != planned.timezone || prior.enabled != planned.enabled
    });
    if cron_is_new && planned.enabled != Attr::Known(false) {
        diagnostics.extend(of_cron(name, clock, planned));
    }
    if prior.is_none_or(|prior| prior.timezone != planned.timezone) {
        diagnostics.extend(of_zone(name, planned));
    }
    if prior.is_none_or(|prior| prior.query != planned.query || prior.query_type != planned.query_type) {
        diagnostics.extend(of_query(name, planned));
        diagnostics.extend(of_invisible(name, planned));
    }
}

fn of_cron(name: &str, clock: &dyn Clock, planned: &ScheduleModel) -> Option<Diagnostic> {
    let text = planned.cron.known()?;
    let cron = Cron::parse(text, &cron::Options { last_day: true }).ok()?;
    // A zone that is not known (yet) has no clock changes to tell of.
    let zone = planned.timezone.known().map_or("UTC", |zone| zone);
    let zone = zone::find(zone).unwrap_or(jiff::tz::TimeZone::UTC);
    let advice: Vec<String> =
        cron::advice(&cron, &zone, clock.now()).iter().map(|advice| format!("- {advice}.")).collect();
    if advice.is_empty() {
        return None;
    }
    let detail = format!(
        "{} With cron = {text:?} it runs: {}.\n\n{}",
        "This cron may do something else than it seems to.",
        cron.explain(),
        advice.join("\n")
    );
    Some(Diagnostic::warning(format!("{name}: look at its cron once more"), detail).at_attribute("cron"))
}

fn of_zone(name: &str, planned: &ScheduleModel) -> Option<Diagnostic> {
    let advice = zone::advice(planned.timezone.known()?)?;
    let detail = format!("This time zone may be another one than it seems to be: {advice}.");
    Some(
        Diagnostic::warning(format!("{name}: look at its time zone once more"), detail)
            .at_attribute("timezone"),
    )
}

fn of_query(name: &str, planned: &ScheduleModel) -> Option<Diagnostic> {
    let length = planned.query.known()?.chars().count();
    let engine = planned.query_type.known()?;
    let longest = if &**engine == "hive" { LONGEST_HIVE } else { LONGEST_PRESTO };
    (length > longest).then(|| {
        Diagnostic::warning(
            format!("{name}: its query is very long"),
            format!(
                "The query has {length} characters, and Treasure Data publishes a limit of {longest} for {engine}: it may \
                 refuse it."
            ),
        )
        .at_attribute("query")
    })
}

/// So many of them are named.
const MOST_INVISIBLE: usize = 5;

fn of_invisible(name: &str, planned: &ScheduleModel) -> Option<Diagnostic> {
    let found = invisible(planned.query.known()?, Engine::of(planned.query_type.known()?));
    if found.is_empty() {
        return None;
    }
    let mut lines: Vec<String> = found.iter().take(MOST_INVISIBLE).map(|one| format!("- {one}")).collect();
    if found.len() > MOST_INVISIBLE {
        lines.push(format!("- and {} more", found.len() - MOST_INVISIBLE));
    }
    let detail = format!(
        "They look like a blank or like nothing, and the query engine takes them for neither: it stops there with a syntax \
         error. They often come with a text that was copied from a web page or a document. Outside of quotes and comments \
         the query has:\n\n{}\n\nPut a plain blank there, or nothing.",
        lines.join("\n")
    );
    let summary = format!("{name}: its query has characters that nobody sees");
    Some(Diagnostic::warning(summary, detail).at_attribute("query"))
}
