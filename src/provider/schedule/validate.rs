//! What is wrong with a configuration, told without any credentials. What is unknown passes.

use super::deletion_policy::Policy;
use super::export_target;
use super::legacy;
use super::model::ScheduleModel;
use crate::framework::{Attr, Diagnostic, Diagnostics};
use crate::provider::shared::{duration, suggestion};
use crate::wire::{Path, Step, Str};

pub(super) fn validate(config: &ScheduleModel, diagnostics: &mut Diagnostics) {
    texts(config, diagnostics);
    ranges(config, diagnostics);
    legacy::validate(config, diagnostics);
    export(config, diagnostics);
    policy(config, diagnostics);
    timeouts(config, diagnostics);
}

fn texts(config: &ScheduleModel, diagnostics: &mut Diagnostics) {
    if let Some(name) = config.name.known().filter(|name| name.chars().count() < 3) {
        diagnostics.push(
            Diagnostic::error(
                "The name is too short",
                format!("{name:?} is too short: Treasure Data wants 3 characters or more."),
            )
            .at_attribute("name"),
        );
    }
    for (attribute, text, wanted) in [
        (
            "database",
            &config.database,
            "Give the name of the database that the query runs on, such as \"sales\".",
        ),
        ("query", &config.query, "Give the SQL text to run, such as file(\"daily_revenue.sql\")."),
    ] {
        if text.known().is_some_and(|text| text.trim().is_empty()) {
            let summary = format!("The {attribute} is empty");
            diagnostics.push(Diagnostic::error(summary, wanted).at_attribute(attribute));
        }
    }
}

fn ranges(config: &ScheduleModel, diagnostics: &mut Diagnostics) {
    for (attribute, value, least, most, meaning) in [
        ("delay", &config.delay, 0, i64::MAX, "seconds, 0 or more"),
        ("priority", &config.priority, -2, 2, "from -2 (very low) to 2 (very high)"),
        ("retry_limit", &config.retry_limit, 0, 32, "from 0 to 32"),
        ("executing_user_id", &config.executing_user_id, 1, i64::MAX, "the number of a user, 1 or more"),
    ] {
        if let Some(value) = value.known().filter(|value| !(least..=most).contains(*value)) {
            diagnostics.push(
                Diagnostic::error(
                    format!("The {attribute} is out of range"),
                    format!("{attribute} = {value} is not possible at Treasure Data: it is {meaning}."),
                )
                .at_attribute(attribute),
            );
        }
    }
}

fn export(config: &ScheduleModel, diagnostics: &mut Diagnostics) {
    // Terraform prints the line that a diagnostic points at: that of an export would show its password.
    let error =
        |summary: &str, detail: &str, attribute| Diagnostic::error(summary, detail).at_attribute(attribute);
    if config.result.known().is_some() && config.result_wo.known().is_some() {
        diagnostics.push(error(
            "result and result_wo exclude each other",
            "Both say where the result goes. Keep `result_wo` (with `result_wo_version`) when it holds a password, else \
             `result`.",
            "result_wo_version",
        ));
    }
    if config.result_wo.known().is_some() && config.result_wo_version.is_null() {
        diagnostics.push(error(
            "result_wo needs result_wo_version",
            "`result_wo` is kept in no state, so Terraform can't see when it changes: set `result_wo_version = 1`, and \
             raise it whenever `result_wo` changes.",
            "result_wo_version",
        ));
    }
    if config.result_wo_version.known().is_some() && config.result_wo.is_null() {
        diagnostics.push(error(
            "result_wo_version needs result_wo",
            "`result_wo_version` only says when `result_wo` changes. Set `result_wo`, or take both out to remove the \
             export.",
            "result_wo_version",
        ));
    }
    for (attribute, text) in [("result", &config.result), ("result_wo", &config.result_wo)] {
        if text.known().is_some_and(|text| export_target::is_masked(text)) {
            diagnostics.push(error(
                "The password of the export is a mask",
                "Passwords and keys are shown as a mask such as `***`, and this text holds such a mask where one \
                 belongs: it was probably copied from Treasure Data's output or from `result_target`. Written to \
                 Treasure Data it would become the password. Put the real one there, or leave the attribute out: an \
                 export that is there already then stays as it is.",
                attribute,
            ));
        }
    }
}

fn policy(config: &ScheduleModel, diagnostics: &mut Diagnostics) {
    if let Some(word) = config.deletion_policy.known().filter(|word| !Policy::WORDS.contains(&&***word)) {
        diagnostics.push(
            Diagnostic::error(
                "Unknown deletion_policy",
                format!(
                    "{word:?} is no deletion_policy; it is \"delete\", \"disable\", \"abandon\" or \"prevent\".{}",
                    suggestion::did_you_mean(word, Policy::WORDS.into_iter())
                ),
            )
            .at_attribute("deletion_policy"),
        );
    }
}

fn timeouts(config: &ScheduleModel, diagnostics: &mut Diagnostics) {
    let Some(timeouts) = config.timeouts.known() else { return };
    let each: [(&str, &Attr<Str>); 4] = [
        ("create", &timeouts.create),
        ("read", &timeouts.read),
        ("update", &timeouts.update),
        ("delete", &timeouts.delete),
    ];
    for (name, text) in each {
        if let Some(Err(problem)) = text.known().map(|text| duration::parse(text)) {
            let path = Path::attribute("timeouts").then(Step::Attribute(name.into()));
            diagnostics.push(Diagnostic::error("Invalid timeout", problem).at(path));
        }
    }
}
