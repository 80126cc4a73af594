//! The heat map as a picture: for a comment, a guide, and the page of the emulator.
//!
//! What is safe in HTML is safe in XML: both have the same five escapes.

use super::{Report, level};
use crate::calendar::Calendar;
use crate::escape::{Html, Safe, html};

const CELL: usize = 26;
const LEFT: usize = 96;
const TOP: usize = 58;
const HOURS: usize = 24;
const WIDTH: usize = LEFT + HOURS * CELL + 16;

const STYLE: &str = "<style>\
text{font:12px system-ui,sans-serif;fill:#1f2328}.h{font-size:15px;font-weight:600}.n{font-size:11px;text-anchor:middle}\
.b{fill:#fff}.l0{fill:#eef0f2}.l1{fill:#fde9c8}.l2{fill:#fcc98a}.l3{fill:#f79f55}.l4{fill:#dd5f2b}.l5{fill:#a82a1c}\
.n.i4,.n.i5{fill:#fff}\
@media(prefers-color-scheme:dark){text{fill:#e6edf3}.b{fill:#0d1117}.l0{fill:#1c2229}.l1{fill:#43301a}.l2{fill:#704116}\
.l3{fill:#a8541a}.l4{fill:#e0812f}.l5{fill:#ffc46b}.n.i3{fill:#fff}.n.i4,.n.i5{fill:#111}}</style>";

/// One SVG file with nothing from elsewhere; the one scale holds for before and after.
pub fn svg(report: &Report) -> Safe<Html> {
    let pictures = report.pictures();
    let height: usize = 44 + pictures.iter().map(|(_, calendar)| block_height(calendar)).sum::<usize>();
    let title = format!("Calendar of {}, {}", report.source, report.span());
    let mut out = Safe::literal(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"t d\" viewBox=\"0 0 ",
    )
    .and(number(WIDTH))
    .and(" ")
    .and(number(height))
    .and("\" width=\"")
    .and(number(WIDTH))
    .and("\" height=\"")
    .and(number(height))
    .and("\"><title id=\"t\">")
    .and(html(&title))
    .and("</title><desc id=\"d\">")
    .and(html(&description(report)))
    .and("</desc>")
    .and(STYLE)
    .and("<rect class=\"b\" width=\"100%\" height=\"100%\"/>")
    .and("<text x=\"12\" y=\"22\">")
    .and(html(&report.span()))
    .and("</text>");
    let (mut y, greatest) = (30, report.greatest());
    for (title, calendar) in pictures {
        out = block(out, title, calendar, y, greatest);
        y += block_height(calendar);
    }
    out.and("</svg>\n")
}

fn block_height(calendar: &Calendar) -> usize {
    TOP + calendar.days.len() * CELL
}

fn block(mut out: Safe<Html>, title: &str, calendar: &Calendar, y: usize, greatest: u32) -> Safe<Html> {
    let heading = format!("{title}: {} starts", calendar.runs);
    out = out
        .and("<text class=\"h\" x=\"12\" y=\"")
        .and(number(y + 22))
        .and("\">")
        .and(html(&heading))
        .and("</text>");
    for hour in (0..HOURS).step_by(3) {
        let x = LEFT + hour * CELL + CELL / 2;
        out = label(out, x, y + TOP - 10, &format!("{hour:02}:00"), "n");
    }
    for (row, day) in calendar.days.iter().enumerate() {
        let top = y + TOP + row * CELL;
        out = out
            .and("<text x=\"12\" y=\"")
            .and(number(top + 17))
            .and("\">")
            .and(html(&day.date.strftime("%a %Y-%m-%d").to_string()))
            .and("</text>");
        for (hour, count) in day.hours.into_iter().enumerate() {
            let (step, x) = (level(count, greatest), LEFT + hour * CELL);
            out = out
                .and("<rect class=\"l")
                .and(number(step))
                .and("\" rx=\"3\" width=\"24\" height=\"24\" x=\"")
                .and(number(x))
                .and("\" y=\"")
                .and(number(top))
                .and("\"><title>")
                .and(html(&format!("{} {hour:02}:00: {count}", day.date)))
                .and("</title></rect>");
            if count > 0 {
                let shown = if count < 1000 { count.to_string() } else { format!("{}k", count / 1000) };
                out = label(
                    out,
                    x + 12,
                    top + 16,
                    &shown,
                    ["n", "n i1", "n i2", "n i3", "n i4", "n i5"]
                        .get(usize::try_from(step).unwrap_or(0))
                        .copied()
                        .unwrap_or("n"),
                );
            }
        }
    }
    out
}

fn label(out: Safe<Html>, x: usize, y: usize, text: &str, class: &'static str) -> Safe<Html> {
    out.and("<text class=\"")
        .and(class)
        .and("\" x=\"")
        .and(number(x))
        .and("\" y=\"")
        .and(number(y))
        .and("\">")
        .and(html(text))
        .and("</text>")
}

/// What the picture shows, for those who do not see it.
fn description(report: &Report) -> String {
    let busiest = report.calendar.minutes.first().map(|busy| {
        let starts = if busy.count == 1 { "start" } else { "starts" };
        format!(" The busiest minute is {} with {} {starts}.", report.local(busy.at), busy.count)
    });
    format!("{}{}", report.summary(), busiest.unwrap_or_default())
}

fn number(value: impl std::fmt::Display) -> Safe<Html> {
    html(&value.to_string())
}
