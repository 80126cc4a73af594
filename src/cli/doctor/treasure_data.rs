//! The settings, and what Treasure Data answers with them.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::check::Check;
use crate::api::{Call, ConnectFault, Error, Failure};
use crate::cli::connection::Connection;
use crate::provider::judge;
use crate::settings::Settings;

/// Long enough for a far site; a person waits.
const PATIENCE: Duration = Duration::from_secs(20);

/// Clocks that differ by more break TLS certificates and the reading of times.
const CLOCKS_DIFFER: i64 = 60;

/// Key, account, endpoint, proxy, reach, access, schedules and clock; those after a wrong one can't be said.
pub(super) fn checks(connection: &Connection) -> std::io::Result<Vec<Check>> {
    let settings = match connection.settings() {
        Ok(settings) => settings,
        Err(error) => {
            return Ok(vec![Check::wrong(
                "settings",
                error.to_string(),
                "Nothing was sent: correct this first.",
            )]);
        }
    };
    let mut checks = found(&settings);
    match connection.client(&settings, PATIENCE, 0) {
        Err(error) => {
            checks.push(Check::wrong("ca_bundle", error.to_string(), "Give a file that can be read."));
        }
        Ok(client) => {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            let call = Call { stop: CancellationToken::new(), timeout: PATIENCE * 3 };
            match runtime.block_on(client.list(&call)) {
                Err(error) => checks.extend(failed(&error)),
                Ok(list) => {
                    let tls = if settings.endpoint.value.is_plain() { "without TLS" } else { "TLS verified" };
                    checks.push(Check::ok("network", format!("an answer came, {tls}")));
                    checks.push(Check::ok("access", "the key may list schedules"));
                    checks.push(Check::ok("schedules", format!("{} seen by this key", list.schedules.len())));
                }
            }
            checks.push(clock(client.ahead().map(|ahead| ahead.as_secs())));
        }
    }
    Ok(checks)
}

fn found(settings: &Settings) -> Vec<Check> {
    let mut checks: Vec<Check> =
        settings.warnings.iter().map(|warning| Check::unknown("warning", warning.to_string())).collect();
    checks.push(Check::ok("key", format!("from {}", settings.api_key.source)));
    checks.push(match &settings.account_id {
        Some(account) => Check::ok("account", account),
        None => Check::unknown("account", "an older key, which does not say its account"),
    });
    let endpoint = &settings.endpoint;
    checks.push(Check::ok("endpoint", format!("{} from {}", endpoint.value, endpoint.source)));
    checks.push(proxy(endpoint.value.is_loopback(), endpoint.value.is_plain()));
    checks
}

/// The proxy's variable, never its value: it may hold a password.
fn proxy(loopback: bool, plain: bool) -> Check {
    if loopback {
        return Check::ok("proxy", "none for this machine itself");
    }
    let scheme = if plain { ["HTTP_PROXY", "http_proxy"] } else { ["HTTPS_PROXY", "https_proxy"] };
    let set = |name: &&str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    match scheme.iter().chain(&["ALL_PROXY", "all_proxy"]).find(|name| set(name)) {
        Some(name) => Check::ok(
            "proxy",
            format!("from the environment variable {name}, unless NO_PROXY excepts the host"),
        ),
        None => Check::ok("proxy", "none"),
    }
}

fn failed(error: &Error) -> Vec<Check> {
    let (summary, advice) = judge(error);
    let found = format!("{summary}: {error}");
    match error.failure() {
        Failure::Connect { fault: ConnectFault::Tls, .. } => vec![Check::wrong("tls", found, advice)],
        Failure::Status { status: 401 | 403, .. } => {
            vec![Check::ok("network", "an answer came"), Check::wrong("access", found, advice)]
        }
        _ => vec![
            Check::wrong("network", found, advice),
            Check::unknown("access", "not known without the network"),
        ],
    }
}

fn clock(ahead: Option<i64>) -> Check {
    match ahead {
        None => Check::unknown("clock", "Treasure Data did not tell its time"),
        Some(ahead) if ahead.abs() <= CLOCKS_DIFFER => {
            Check::ok("clock", format!("within {CLOCKS_DIFFER} s of Treasure Data's"))
        }
        Some(ahead) => {
            let side = if ahead > 0 { "before" } else { "behind" };
            let found = format!("{} s {side} Treasure Data's", ahead.abs());
            Check::wrong("clock", found, "Set this machine's clock (NTP).")
        }
    }
}
