//! `doctor`: key, account, endpoint, proxy, network, permission, clock and Terraform, one after the other. It reads the
//! list of schedules once and changes nothing.

mod check;
mod machine;
mod treasure_data;
mod verdict;

use std::process::ExitCode;

use super::connection::Connection;
use super::{Outcome, terminal};

use check::{Check, State};

/// What can be given to `doctor`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// One JSON object: `ok`, and `checks` with `name`, `state` (ok, wrong, unknown), `found` and `advice`
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    connection: Connection,
}

/// Looks at everything; exit code 1 when something is wrong.
pub(super) fn run(args: &Args) -> Outcome {
    let mut checks = treasure_data::checks(&args.connection)?;
    checks.extend(machine::checks());
    let ok = checks.iter().all(|check| check.state != State::Wrong);
    if args.json {
        let checks: Vec<_> = checks.iter().map(Check::json).collect();
        terminal::answer_json(&serde_json::json!({ "ok": ok, "checks": checks }))?;
    } else {
        for check in &checks {
            terminal::answer(&check.to_string())?;
        }
    }
    Ok(if ok { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
