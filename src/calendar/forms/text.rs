//! For a terminal.

use super::{LEVELS, Report, level, named, names, rows};
use crate::escape::{Safe, Terminal, terminal};

/// Signs for an hour without a start, and from few to many starts.
const SIGNS: [&str; LEVELS as usize + 1] = ["·", "░", "▒", "▓", "█", "█"];
/// The same in colour, from ANSI's table of 256: yellow to red.
const COLOURS: [&str; LEVELS as usize + 1] = [
    "\u{1b}[38;5;245m",
    "\u{1b}[38;5;228m",
    "\u{1b}[38;5;220m",
    "\u{1b}[38;5;214m",
    "\u{1b}[38;5;208m",
    "\u{1b}[38;5;196m",
];
const PLAIN: &str = "\u{1b}[0m";

/// Lines of text; `in_colour` for a terminal only.
pub fn text(report: &Report, in_colour: bool) -> Safe<Terminal> {
    let mut out =
        terminal(&format!("Calendar of {}\n{}\n{}\n", report.source, report.span(), report.summary()));
    let greatest = report.greatest();
    for (title, calendar) in report.pictures() {
        out = out.and(terminal(&format!("\n{title}\n            0     6     12    18\n")));
        for day in &calendar.days {
            out = out.and(terminal(&format!("{:<12}", day.date.strftime("%a %m-%d").to_string())));
            for count in day.hours {
                let step = usize::try_from(level(count, greatest)).unwrap_or(0);
                let sign = Safe::literal(SIGNS.get(step).copied().unwrap_or("█"));
                out = match COLOURS.get(step).filter(|_| in_colour) {
                    Some(colour) => out.and(Safe::literal(colour)).and(sign).and(Safe::literal(PLAIN)),
                    None => out.and(sign),
                };
            }
            out = out.and(terminal(&format!(
                "  {}\n",
                day.hours.iter().map(|count| u64::from(*count)).sum::<u64>()
            )));
        }
    }
    if !report.calendar.minutes.is_empty() {
        out = out.and("\nBusiest minutes\n");
    }
    for busy in &report.calendar.minutes {
        let (shown, more) = names(busy);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        out = out.and(terminal(&format!(
            "{}  {:>5}  {}{more}\n",
            report.local(busy.at),
            busy.count,
            one_line(&shown.join(", "))
        )));
    }
    for (title, all) in report.calendar.counted().into_iter().filter(|(_, all)| !all.is_empty()) {
        let (shown, more) = rows(all);
        out = out.and(terminal(&format!("\n{title}\n")));
        for (name, runs) in shown {
            out = out.and(terminal(&format!("{runs:>7}  {}\n", one_line(named(name)))));
        }
        out = out.and(and_more(more));
    }
    for (title, all) in report.listed() {
        let (shown, more) = rows(&all);
        out = out.and(terminal(&format!("\n{title} ({})\n", all.len())));
        for (name, why) in shown {
            out = out.and(terminal(&format!("  {}: {}\n", one_line(name), one_line(why))));
        }
        out = out.and(and_more(more));
    }
    out
}

fn and_more(more: usize) -> Safe<Terminal> {
    if more > 0 { terminal(&format!("  and {more} more\n")) } else { Safe::literal("") }
}

/// A name with line breaks stays in its row.
fn one_line(text: &str) -> String {
    text.replace(['\n', '\t'], " ")
}
