//! Texts that TD's own rules judge: engine, cron and time zone. What TD may hold already though the rules refuse it (a
//! legacy value) can be adopted: it is a warning at validate, and an error only in a plan that creates with it or
//! changes to it.

use super::model::ScheduleModel;
use crate::cron::zone::{self, ZoneError};
use crate::cron::{self, Cron};
use crate::framework::{Attr, Diagnostic, Diagnostics, Severity};
use crate::wire::Str;

/// Why a text is refused.
struct Problem {
    /// TD may hold it already.
    legacy: bool,
    /// What is wrong and what to write, in sentences.
    detail: String,
    /// The text with its bad place marked; empty where there is nothing to mark.
    pointer: String,
}

impl Problem {
    fn new(legacy: bool, detail: String) -> Self {
        Self { legacy, detail, pointer: String::new() }
    }

    /// All that there is to say, with more in between.
    fn tell(self, more: &str) -> String {
        let pointer = if self.pointer.is_empty() { String::new() } else { format!("\n\n{}", self.pointer) };
        format!("{}{more}{pointer}", self.detail)
    }
}

/// A rule's words as a sentence.
fn sentence(error: &impl std::fmt::Display) -> String {
    let text = error.to_string();
    let mut letters = text.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let end = if text.ends_with('?') { "" } else { "." };
    format!("{first}{}{end}", letters.as_str())
}

/// One rule: its attribute, its error's summary, where its text stands, and how it is judged.
struct Rule {
    attribute: &'static str,
    summary: &'static str,
    text: fn(&ScheduleModel) -> &Attr<Str>,
    judge: fn(&str) -> Option<Problem>,
}

const RULES: [Rule; 3] = [
    Rule {
        attribute: "type",
        summary: "Unknown query type",
        text: |model| &model.query_type,
        judge: judge_type,
    },
    Rule { attribute: "cron", summary: "Invalid cron", text: |model| &model.cron, judge: judge_cron },
    Rule {
        attribute: "timezone",
        summary: "Unknown time zone",
        text: |model| &model.timezone,
        judge: judge_timezone,
    },
];

/// Errors for what is wrong, warnings for what TD may hold already.
pub(super) fn validate(config: &ScheduleModel, diagnostics: &mut Diagnostics) {
    for rule in &RULES {
        let Some(text) = (rule.text)(config).known() else { continue };
        let Some(problem) = (rule.judge)(text) else { continue };
        let diagnostic = if problem.legacy {
            let name = config.name.known().map_or("a schedule", |name| name);
            Diagnostic::warning(
                format!("{}: legacy {} {text:?}", name, rule.attribute),
                problem.tell(
                    " A schedule that has it already at Treasure Data can keep it; it can't be given to another one.",
                ),
            )
        } else {
            Diagnostic::error(rule.summary, problem.tell(""))
        };
        diagnostics.push(diagnostic.at_attribute(rule.attribute));
    }
}

/// Errors for legacy values that this plan would bring in.
pub(super) fn refuse_new(
    prior: Option<&ScheduleModel>,
    planned: &ScheduleModel,
    diagnostics: &mut Diagnostics,
) {
    for rule in &RULES {
        let text = (rule.text)(planned);
        if prior.is_some_and(|prior| (rule.text)(prior) == text && !brings_back(rule, prior, planned)) {
            continue;
        }
        let Some(text) = text.known() else { continue };
        if let Some(problem) = (rule.judge)(text) {
            diagnostics.push(Diagnostic {
                severity: Severity::Error,
                ..Diagnostic::error(rule.summary, problem.tell("")).at_attribute(rule.attribute)
            });
        }
    }
}

/// Switched on again, a cron is sent anew.
fn brings_back(rule: &Rule, prior: &ScheduleModel, planned: &ScheduleModel) -> bool {
    let is_off = |model: &ScheduleModel| model.enabled == Attr::Known(false);
    rule.attribute == "cron" && is_off(prior) && !is_off(planned)
}

fn judge_type(text: &str) -> Option<Problem> {
    match text {
        "hive" | "presto" | "trino" => None,
        "pig" | "impala" => Some(Problem::new(
            true,
            format!(
                "Treasure Data has retired the query type {text:?}. Use \"hive\", \"presto\" or \"trino\"."
            ),
        )),
        _ => Some(Problem::new(
            false,
            format!(
                "The query type {text:?} does not exist; it is \"hive\", \"presto\" or \"trino\", in lower case.{}",
                crate::provider::shared::suggestion::did_you_mean(
                    text,
                    ["hive", "presto", "trino"].into_iter()
                )
            ),
        )),
    }
}

fn judge_cron(text: &str) -> Option<Problem> {
    if text.is_empty() {
        return None;
    }
    let error = Cron::parse(text, &cron::Options { last_day: true }).err()?;
    let legacy = error.is_lazily_taken();
    Some(Problem { pointer: error.pointer(), ..Problem::new(legacy, sentence(&error)) })
}

fn judge_timezone(text: &str) -> Option<Problem> {
    if text.is_empty() {
        let detail = "The time zone is empty. Leave it out for UTC, or give a name of the tz database, such as \"Asia/Tokyo\".";
        return Some(Problem::new(false, detail.into()));
    }
    let error = zone::find(text).err()?;
    let legacy = matches!(error, ZoneError::Rails { .. } | ZoneError::Abbreviation { .. });
    Some(Problem::new(legacy, sentence(&error)))
}
