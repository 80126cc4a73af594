//! `cron 'EXPR'`: what a cron means, what may surprise, and its next runs. Ends with 1 when the cron or the zone is bad,
//! so that it serves as a pre-commit check.

use std::process::ExitCode;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::clock::{Clock, SystemClock};
use crate::cron::{Cron, Error, Options, advice, zone};

use super::{Outcome, terminal};

/// How many runs are shown.
const RUNS: usize = 5;

/// The arguments of `cron`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Five fields (minute hour day month weekday) or a nickname such as @daily, in quotes
    #[arg(value_name = "EXPR", allow_hyphen_values = true)]
    expression: String,
    /// A name of the tz database, such as Asia/Tokyo
    #[arg(long, value_name = "TZ", default_value = "UTC")]
    timezone: String,
}

/// Writes on stdout what the cron means; a bad one, with a pointer to the place, is the error.
pub fn run(args: &Args) -> Outcome {
    let text = describe(&args.expression, &args.timezone, SystemClock::default().now())?;
    terminal::answer(text.trim_end())?;
    Ok(ExitCode::SUCCESS)
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

fn describe(expression: &str, timezone: &str, now: Timestamp) -> Result<String, Bad> {
    // As the provider reads it: `L` is let through, with advice.
    let cron = Cron::parse(expression, &Options { last_day: true }).map_err(Bad::Cron)?;
    // TD takes no zone for UTC.
    let timezone = if timezone.is_empty() { "UTC" } else { timezone };
    let zone = zone::find(timezone)?;
    let mut text = format!("{} ({timezone})\n", cron.explain());
    if let Some(advice) = zone::advice(timezone) {
        text.push_str(&format!("warning: {advice}\n"));
    }
    for advice in advice(&cron, &zone, now) {
        text.push_str(&format!("warning: {advice}\n"));
    }
    text.push_str("\nnext runs:\n");
    let mut runs = cron.after(now, &zone).take(RUNS).peekable();
    if runs.peek().is_none() {
        text.push_str("  none in the next 40 years\n");
    }
    for run in runs {
        text.push_str(&line(run, &zone));
    }
    Ok(text)
}

/// One run in its zone and in UTC.
fn line(run: Timestamp, zone: &TimeZone) -> String {
    let local = run.to_zoned(zone.clone());
    format!("  {}   {run}\n", local.strftime("%a %Y-%m-%d %H:%M %:z"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "2026-03-07T12:00:00Z".parse().unwrap()
    }

    #[test]
    fn meaning_warnings_and_runs_are_shown() {
        let text = describe("30 2 * * *", "America/Los_Angeles", now()).unwrap();
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
        let error = describe("0 24 * * *", "", now()).unwrap_err().to_string();
        assert_eq!(
            error,
            "\"24\" in the hour field: it takes only 0 to 23; did you mean \"0 0 * * *\"?\n\n  0 24 * * *\n    ^^"
        );
    }

    #[test]
    fn a_bad_zone_is_refused_with_the_right_one() {
        let error = describe("@daily", "Tokyo", now()).unwrap_err().to_string();
        assert!(error.contains("\"Asia/Tokyo\""), "{error}");
    }
}
