//! The settings, and one request with them.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::check::Check;
use super::verdict;
use crate::api::{CallOptions, proxy_for};
use crate::cli::connection::Connection;
use crate::settings::{Settings, Site};

/// Long enough for a far site; a person waits.
const PATIENCE: Duration = Duration::from_secs(20);

/// Key, account, site, endpoint, proxy, then what came of one list request.
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
    let endpoint = &settings.endpoint.value;
    let proxy = match proxy_for(&endpoint.to_string()) {
        Ok(proxy) => proxy,
        Err(fault) => {
            checks.push(Check::wrong("proxy", fault.to_string(), "Correct this first."));
            return Ok(checks);
        }
    };
    checks.push(Check::ok(
        "proxy",
        match proxy {
            Some(name) => format!("from the environment variable {name}"),
            None if endpoint.is_loopback() => "none for this machine itself".to_owned(),
            None => "none".to_owned(),
        },
    ));
    match connection.client(&settings, PATIENCE, 0) {
        Err(error) => {
            checks.push(Check::wrong("tls", error.to_string(), "Give a file that can be read."));
        }
        Ok(client) => {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            let call = CallOptions { stop: CancellationToken::new(), timeout: PATIENCE * 3 };
            match runtime.block_on(client.list(&call)) {
                Err(error) => checks.extend(verdict::refused(&error, endpoint.is_plain(), proxy)),
                Ok(list) => checks.extend(verdict::answered(&list, endpoint.is_plain())),
            }
            checks.push(verdict::clock(client.ahead().map(|ahead| ahead.as_secs())));
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
    checks.push(match Site::ALL.into_iter().find(|site| site.endpoint() == endpoint.value) {
        Some(site) => Check::ok("site", format!("{site} from {}", endpoint.source)),
        None => Check::unknown("site", "none: the endpoint is an address of its own"),
    });
    checks.push(Check::ok("endpoint", format!("{} from {}", endpoint.value, endpoint.source)));
    checks
}
