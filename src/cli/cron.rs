//! `cron 'EXPR'`: what a cron means, what may surprise, and its next runs. Ends with 1 when the cron or the zone is bad,
//! so that it serves as a pre-commit check.

use std::process::ExitCode;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::clock::{Clock, SystemClock};
use crate::cron::{Cron, Error, Options, advice, zone};

use super::{Outcome, terminal};

/// How many runs are shown when nothing else is asked.
const RUNS: u16 = 5;

/// The arguments of `cron`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Five fields (minute hour day month weekday) or a nickname such as @daily; in quotes, so that the shell keeps `*`
    #[arg(value_name = "EXPR", allow_hyphen_values = true)]
    expression: String,
    /// The other fields, where they are given one by one
    #[arg(value_name = "FIELD", num_args = 0..=4)]
    fields: Vec<String>,
    /// A name of the tz database, such as Asia/Tokyo
    #[arg(long, value_name = "TZ", default_value = "UTC")]
    timezone: String,
    /// How many runs are shown
    #[arg(long, value_name = "N", default_value_t = RUNS, value_parser = clap::value_parser!(u16).range(1..=10_000))]
    count: u16,
    /// Shows the runs after this instant, such as 2026-03-07T12:00:00Z; now when it is left out
    #[arg(long, value_name = "T")]
    after: Option<Timestamp>,
    /// Writes one JSON object
    #[arg(long)]
    json: bool,
}

/// Writes on stdout what the cron means; a bad one, with a pointer to the place, is the error.
pub fn run(args: &Args) -> Outcome {
    let after = args.after.unwrap_or_else(|| SystemClock::default().now());
    let described = describe(&args.text(), &args.timezone, after, usize::from(args.count))?;
    if args.json {
        terminal::answer_json(&described.json())?;
    } else {
        terminal::answer(described.text().trim_end())?;
    }
    Ok(ExitCode::SUCCESS)
}

impl Args {
    /// The cron in one piece, however the shell split it.
    fn text(&self) -> String {
        let fields = self.fields.iter().map(String::as_str);
        std::iter::once(self.expression.as_str()).chain(fields).collect::<Vec<_>>().join(" ")
    }
}

/// Why there is nothing to describe.
#[derive(Debug, thiserror::Error)]
enum Bad {
    #[error("{0}\n\n{pointer}", pointer = indented(.0))]
    Cron(Error),
    #[error(transparent)]
    Zone(#[from] zone::ZoneError),
}

fn indented(error: &Error) -> String {
    let lines: Vec<_> = error.pointer().lines().map(|line| format!("  {line}")).collect();
    lines.join("\n")
}

/// What there is to say about a cron.
struct Described {
    cron: Cron,
    timezone: String,
    zone: TimeZone,
    warnings: Vec<String>,
    runs: Vec<Timestamp>,
}

fn describe(expression: &str, timezone: &str, after: Timestamp, count: usize) -> Result<Described, Bad> {
    // As the provider reads it: `L` is let through, with advice.
    let cron = Cron::parse(expression, &Options { last_day: true }).map_err(Bad::Cron)?;
    // TD takes no zone for UTC.
    let timezone = if timezone.is_empty() { "UTC" } else { timezone };
    let zone = zone::find(timezone)?;
    let of_zone = zone::advice(timezone).map(|advice| advice.to_string());
    let of_cron = advice(&cron, &zone, after);
    let warnings = of_zone.into_iter().chain(of_cron.iter().map(ToString::to_string)).collect();
    let runs = cron.after(after, &zone).take(count).collect();
    Ok(Described { cron, timezone: timezone.to_owned(), zone, warnings, runs })
}

impl Described {
    fn text(&self) -> String {
        let mut text = format!("{} ({})\n", self.cron.explain(), self.timezone);
        for warning in &self.warnings {
            text.push_str(&format!("warning: {warning}\n"));
        }
        text.push_str("\nnext runs:\n");
        if self.runs.is_empty() {
            text.push_str("  none in the next 40 years\n");
        }
        for run in &self.runs {
            text.push_str(&format!("  {}   {run}\n", self.local(*run, "%a %Y-%m-%d %H:%M %:z")));
        }
        text
    }

    /// Instants as RFC 3339, in UTC and on the zone's own clock.
    fn json(&self) -> serde_json::Value {
        let shown = |text: &str| terminal::shown(text).into_string();
        let runs = self.runs.iter().map(|run| {
            serde_json::json!({"at": run.to_string(), "local": self.local(*run, "%Y-%m-%dT%H:%M:%S%:z")})
        });
        serde_json::json!({
            "cron": shown(self.cron.text()),
            "timezone": self.timezone,
            "meaning": shown(&self.cron.explain().to_string()),
            "warnings": self.warnings.iter().map(|warning| shown(warning)).collect::<Vec<_>>(),
            "runs": runs.collect::<Vec<_>>(),
        })
    }

    fn local(&self, run: Timestamp, format: &str) -> String {
        run.to_zoned(self.zone.clone()).strftime(format).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "2026-03-07T12:00:00Z".parse().unwrap()
    }

    #[test]
    fn meaning_warnings_and_runs_are_shown() {
        let text = describe("30 2 * * *", "America/Los_Angeles", now(), 5).unwrap().text();
        assert_eq!(
            text,
            "At 02:30 every day (America/Los_Angeles)\n\
             warning: the clock of America/Los_Angeles goes forward over 2026-03-08 02:30: no run then\n\
             \n\
             next runs:\n  \
             Mon 2026-03-09 02:30 -07:00   2026-03-09T09:30:00Z\n  \
             Tue 2026-03-10 02:30 -07:00   2026-03-10T09:30:00Z\n  \
             Wed 2026-03-11 02:30 -07:00   2026-03-11T09:30:00Z\n  \
             Thu 2026-03-12 02:30 -07:00   2026-03-12T09:30:00Z\n  \
             Fri 2026-03-13 02:30 -07:00   2026-03-13T09:30:00Z\n"
        );
    }

    #[test]
    fn a_bad_cron_is_pointed_at() {
        let error = describe("0 24 * * *", "", now(), 5).err().unwrap().to_string();
        assert_eq!(
            error,
            "\"24\" in the hour field: it takes only 0 to 23; did you mean \"0 0 * * *\"?\n\n  0 24 * * *\n    ^^"
        );
    }

    #[test]
    fn a_bad_zone_is_refused_with_the_right_one() {
        let error = describe("@daily", "Tokyo", now(), 5).err().unwrap().to_string();
        assert!(error.contains("\"Asia/Tokyo\""), "{error}");
    }

    #[derive(Debug, clap::Parser)]
    struct Line {
        #[command(flatten)]
        args: Args,
    }

    fn read(words: &[&str]) -> Args {
        let line = <Line as clap::Parser>::try_parse_from([&["cron"], words].concat());
        line.unwrap_or_else(|error| panic!("{error}")).args
    }

    #[test]
    fn fields_that_the_shell_split_are_one_cron() {
        let args = read(&["0", "3", "*", "*", "*", "--count", "2", "--after", "2026-03-07T12:00:00Z"]);
        assert_eq!((args.text().as_str(), args.count, args.after), ("0 3 * * *", 2, Some(now())));
        assert_eq!(read(&["--timezone", "Asia/Tokyo", "0 3 * * *"]).text(), "0 3 * * *");
        // A bad field is the cron parser's to point at.
        assert_eq!(read(&["-1 3 * * *"]).text(), "-1 3 * * *");
    }

    #[test]
    fn scripts_read_runs_in_utc_and_on_the_zones_clock() {
        let object = describe("30 2 * * *", "America/Los_Angeles", now(), 1).unwrap().json();
        assert_eq!(
            object,
            serde_json::json!({
                "cron": "30 2 * * *",
                "timezone": "America/Los_Angeles",
                "meaning": "At 02:30 every day",
                "warnings": ["the clock of America/Los_Angeles goes forward over 2026-03-08 02:30: no run then"],
                "runs": [{"at": "2026-03-09T09:30:00Z", "local": "2026-03-09T02:30:00-07:00"}],
            })
        );
    }
}
