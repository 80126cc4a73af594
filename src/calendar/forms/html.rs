//! A page in one file: no script, nothing from elsewhere; tables with headers, which a screen reader reads as they are.

use super::{Report, level, named, names, rows};
use crate::calendar::Calendar;
use crate::escape::{self, Html, Safe};

/// The whole page.
pub fn html(report: &Report) -> Safe<Html> {
    let mut out = Safe::literal("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        .and("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
        .and("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">")
        .and("<title>")
        .and(words(&format!("Calendar of {}", report.source)))
        .and("</title><style>")
        .and(include_str!("page.css"))
        .and("</style></head><body><main><h1>")
        .and(words(&format!("Calendar of {}", report.source)))
        .and("</h1><p class=\"soft\">")
        .and(words(&report.span()))
        .and("</p><p>")
        .and(words(&report.summary()))
        .and("</p><div class=\"side\">");
    let greatest = report.greatest();
    for (title, calendar) in report.pictures() {
        out = heat(out, title, calendar, greatest);
    }
    out = out.and("</div>");
    out = minutes(out, report);
    out = out.and("<div class=\"side\">");
    for (title, all) in report.calendar.counted().into_iter().filter(|(_, all)| !all.is_empty()) {
        out = counted(out, title, all);
    }
    out = out.and("</div>");
    for (title, all) in report.listed() {
        out = listed(out, title, &all);
    }
    out.and("</main></body></html>\n")
}

/// Hours downwards and days to the right, so that a week fits a phone.
fn heat(mut out: Safe<Html>, title: &str, calendar: &Calendar, greatest: u32) -> Safe<Html> {
    out = out
        .and("<section><h2>")
        .and(words(title))
        .and("</h2><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
        .and(words(title))
        .and("\"><table class=\"heat\"><caption>")
        .and(words(&format!("{} starts; each number is how many start in that hour", calendar.runs)))
        .and("</caption><thead><tr><th scope=\"col\">Hour</th>");
    for day in &calendar.days {
        out = out
            .and("<th scope=\"col\"><time datetime=\"")
            .and(words(&day.date.to_string()))
            .and("\">")
            .and(words(&day.date.strftime("%a").to_string()))
            .and("<br>")
            .and(words(&day.date.strftime("%m-%d").to_string()))
            .and("</time></th>");
    }
    out = out.and("</tr></thead><tbody>");
    for hour in 0..24_usize {
        out = out.and("<tr><th scope=\"row\">").and(words(&format!("{hour:02}:00"))).and("</th>");
        for day in &calendar.days {
            let count = day.hours.get(hour).copied().unwrap_or(0);
            out = out.and("<td class=\"l").and(words(&level(count, greatest).to_string())).and("\">");
            out = match count {
                0 => out.and("<span class=\"hidden\">0</span>"),
                count => out.and(words(&count.to_string())),
            };
            out = out.and("</td>");
        }
        out = out.and("</tr>");
    }
    out.and("</tbody></table></div></section>")
}

fn minutes(mut out: Safe<Html>, report: &Report) -> Safe<Html> {
    out = out.and("<h2>Busiest minutes</h2>");
    if report.calendar.minutes.is_empty() {
        return out.and("<p>Nothing starts in this time.</p>");
    }
    out = out.and("<table class=\"list\"><thead><tr><th scope=\"col\">Minute</th><th scope=\"col\" class=\"count\">Starts</th><th scope=\"col\">Schedules</th></tr></thead><tbody>");
    for busy in &report.calendar.minutes {
        let (shown, more) = names(busy);
        out = out
            .and("<tr><th scope=\"row\"><time datetime=\"")
            .and(words(&busy.at.to_string()))
            .and("\">")
            .and(words(&report.local(busy.at)))
            .and("</time></th><td class=\"count\">")
            .and(words(&busy.count.to_string()))
            .and("</td><td>")
            .and(words(&shown.join(", ")));
        if let Some(rest) = busy.names.get(shown.len()..).filter(|_| more > 0) {
            out = out
                .and("<details><summary>")
                .and(words(&format!("and {more} more")))
                .and("</summary>")
                .and(words(&rest.join(", ")))
                .and("</details>");
        }
        out = out.and("</td></tr>");
    }
    out.and("</tbody></table>")
}

fn counted(mut out: Safe<Html>, title: &str, all: &[(String, u64)]) -> Safe<Html> {
    let (shown, more) = rows(all);
    out = out.and("<section><h2>").and(words(title)).and("</h2><table class=\"list\"><thead><tr><th scope=\"col\">Name</th><th scope=\"col\" class=\"count\">Starts</th></tr></thead><tbody>");
    for (name, runs) in shown {
        out = out
            .and("<tr><th scope=\"row\">")
            .and(words(named(name)))
            .and("</th><td class=\"count\">")
            .and(words(&runs.to_string()))
            .and("</td></tr>");
    }
    and_more(out.and("</tbody></table>"), more).and("</section>")
}

fn listed(mut out: Safe<Html>, title: &str, all: &[(String, String)]) -> Safe<Html> {
    let (shown, more) = rows(all);
    out = out.and("<h2>").and(words(&format!("{title} ({})", all.len()))).and("</h2><ul>");
    for (name, why) in shown {
        out = out.and("<li><strong>").and(words(name)).and("</strong>: ").and(words(why)).and("</li>");
    }
    and_more(out.and("</ul>"), more)
}

fn and_more(out: Safe<Html>, more: usize) -> Safe<Html> {
    if more > 0 { out.and("<p>").and(words(&format!("And {more} more."))).and("</p>") } else { out }
}

fn words(text: &str) -> Safe<Html> {
    escape::html(text)
}
