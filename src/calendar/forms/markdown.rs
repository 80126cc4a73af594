//! For a comment on a pull request.

use super::{Report, named, names, rows};
use crate::escape::{self, Markdown, Safe};

/// CommonMark with GitHub's tables.
pub fn markdown(report: &Report) -> Safe<Markdown> {
    let mut out = Safe::literal("## Calendar of ")
        .and(words(&report.source))
        .and("\n\n")
        .and(words(&report.span()))
        .and("\n\n")
        .and(words(&report.summary()))
        .and("\n");
    if !report.calendar.minutes.is_empty() {
        out = out.and("\n### Busiest minutes\n\n| Minute | Starts | Schedules |\n|---|--:|---|\n");
    }
    for busy in &report.calendar.minutes {
        let (shown, more) = names(busy);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        out = out
            .and("| ")
            .and(words(&report.local(busy.at)))
            .and(" | ")
            .and(words(&busy.count.to_string()))
            .and(" | ")
            .and(words(&format!("{}{more}", shown.join(", "))))
            .and(" |\n");
    }
    for (title, calendar) in report.pictures() {
        out = out.and("\n### ").and(words(title)).and("\n\n| Day |");
        for hour in 0..24 {
            out = out.and(words(&hour.to_string())).and("|");
        }
        out = out
            .and("\n|---|")
            .and("--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
            .and("--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        for day in &calendar.days {
            out = out.and("| ").and(words(&day.date.strftime("%a %m-%d").to_string())).and(" |");
            for count in day.hours {
                let count = if count == 0 { String::new() } else { count.to_string() };
                out = out.and(words(&count)).and("|");
            }
            out = out.and("\n");
        }
    }
    for (title, all) in report.calendar.counted().into_iter().filter(|(_, all)| !all.is_empty()) {
        let (shown, more) = rows(all);
        out = out.and("\n### ").and(words(title)).and("\n\n| | Starts |\n|---|--:|\n");
        for (name, runs) in shown {
            out = out.and("| ").and(words(named(name))).and(" | ").and(words(&runs.to_string())).and(" |\n");
        }
        out = out.and(and_more(more));
    }
    for (title, all) in report.listed() {
        let (shown, more) = rows(&all);
        out = out.and("\n### ").and(words(title)).and("\n\n");
        for (name, why) in shown {
            out = out.and("- ").and(words(name)).and(": ").and(words(why)).and("\n");
        }
        out = out.and(and_more(more));
    }
    out
}

fn words(text: &str) -> Safe<Markdown> {
    escape::markdown(text)
}

fn and_more(more: usize) -> Safe<Markdown> {
    if more > 0 {
        Safe::literal("\n").and(words(&format!("And {more} more."))).and("\n")
    } else {
        Safe::literal("")
    }
}
