//! `calendar`: when all schedules run. It reads, and changes nothing.

use std::path::PathBuf;
use std::process::ExitCode;

use jiff::Timestamp;
use jiff::civil::Date;

use super::sources::Source;
use super::{Outcome, terminal};
use crate::calendar::{Calendar, Report, Window, html, json, markdown, svg, text};
use crate::clock::{Clock, SystemClock};
use crate::cron::zone;

/// The forms of the answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For a terminal
    #[default]
    Text,
    /// A page in one file
    Html,
    /// A picture for a comment or a page
    Svg,
    /// For a comment on a pull request
    Markdown,
    /// For scripts; its instants are in UTC
    Json,
}

/// What can be given to `calendar`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    source: Source,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Begins at this instant (2026-03-07T12:00:00Z) or day (2026-03-07, in --zone); this hour when it is left out
    #[arg(long, value_name = "T")]
    from: Option<String>,
    /// How many days are looked at
    #[arg(long, value_name = "N", default_value_t = 7, value_parser = clap::value_parser!(u16).range(1..=366))]
    days: u16,
    /// How many of the busiest minutes are named
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u16).range(0..=10_000))]
    top: u16,
    /// The reader's time zone, for days and hours
    #[arg(long, value_name = "TZ", default_value = "UTC")]
    zone: String,
    /// Shows how long the last runs took and which overlapped the next: one request for each schedule of the account
    #[arg(long, conflicts_with_all = ["plan", "dir"])]
    history: bool,
    /// Writes to this file instead of stdout
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
}

/// Why there is no calendar.
#[derive(Debug, thiserror::Error)]
enum Error {
    #[error("--from is {0:?}: give an instant such as 2026-03-07T12:00:00Z or a day such as 2026-03-07")]
    From(String),
    #[error("--zone: {0}")]
    Zone(#[from] zone::ZoneError),
    #[error("{} can't be written", path.display())]
    Write {
        path: PathBuf,
        #[source]
        cause: std::io::Error,
    },
}

/// Reads the source and writes the answer.
pub(super) fn run(args: &Args) -> Outcome {
    let window = args.window(SystemClock::default().now())?;
    let schedules = args.source.read(args.history)?;
    for warning in &schedules.warnings {
        terminal::say(&format!("warning: {warning}"));
    }
    let calendar = Calendar::of(&schedules.entries, &window);
    let before = schedules.before.as_ref().map(|before| Calendar::of(before, &window));
    let report = Report { source: schedules.source, window, calendar, before, past: schedules.past };
    match &args.out {
        Some(path) => {
            let text = match args.format {
                Format::Text => text(&report, false).into_string(),
                Format::Html => html(&report).into_string(),
                Format::Svg => svg(&report).into_string(),
                Format::Markdown => markdown(&report).into_string(),
                Format::Json => format!("{}\n", json(&report)),
            };
            std::fs::write(path, text).map_err(|cause| Error::Write { path: path.clone(), cause })?;
        }
        None => match args.format {
            Format::Text => terminal::answer_safe(&text(&report, terminal::has_colour()))?,
            Format::Html => terminal::answer_safe(&html(&report))?,
            Format::Svg => terminal::answer_safe(&svg(&report))?,
            Format::Markdown => terminal::answer_safe(&markdown(&report))?,
            Format::Json => terminal::answer_json(&json(&report))?,
        },
    }
    Ok(ExitCode::SUCCESS)
}

impl Args {
    fn window(&self, now: Timestamp) -> Result<Window, Error> {
        let zone = zone::find(&self.zone)?;
        let from = match &self.from {
            None => Timestamp::from_second(now.as_second().div_euclid(3600) * 3600).unwrap_or(now),
            Some(text) => match (text.parse::<Timestamp>(), text.parse::<Date>()) {
                (Ok(instant), _) => instant,
                (_, Ok(day)) => day
                    .to_zoned(zone.clone())
                    .map(|start| start.timestamp())
                    .map_err(|_| Error::From(text.clone()))?,
                _ => return Err(Error::From(text.clone())),
            },
        };
        let last = Timestamp::MAX.as_second() - 400 * 86_400;
        if from.as_second() > last {
            return Err(Error::From(from.to_string()));
        }
        Ok(Window { from, days: self.days, top: usize::from(self.top), zone, zone_name: self.zone.clone() })
    }
}
