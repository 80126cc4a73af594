//! A failed operation as the user reads it: what was tried, what came back, what to check.

use super::client::ConfiguredClient;
use super::error_attribute;
use crate::api::{ConnectErrorKind, Error, ErrorKind, Operation};
use crate::framework::Diagnostic;

/// `doing` follows "Could not", such as `read the schedule "x"`.
pub(in crate::provider) fn diagnostic(td: &ConfiguredClient, doing: &str, error: &Error) -> Diagnostic {
    let (summary, advice) = describe(error);
    if error.is_repeated() {
        // The same words for all: Terraform shows equal messages of one data source once.
        return Diagnostic::error(summary, "Another message of this run says in full what went wrong.");
    }
    let undone = match (error.is_ambiguous(), error.operation()) {
        (false, _) => "",
        (true, Operation::Create) => {
            " Treasure Data may have made it all the same, so that the state keeps it: the next plan looks there, and \
             says whether it exists."
        }
        (true, _) => " Treasure Data may have done it all the same: the next plan shows what it has.",
    };
    let mut error_text = error.to_string();
    if !error_text.ends_with(['.', '?', '!']) {
        error_text.push('.');
    }
    let detail = format!("Could not {doing}.\n{error_text}\n\n{advice}{undone} {}", td.sources());
    let diagnostic = Diagnostic::error(summary, detail);
    match error_attribute::attribute(error) {
        Some(attribute) => diagnostic.at_attribute(attribute),
        None => diagnostic,
    }
}

/// The summary, which says at which stage it failed, and what to check; for a diagnostic or another message.
pub fn describe(error: &Error) -> (&'static str, &'static str) {
    match error.kind() {
        ErrorKind::InvalidRequest { .. } => {
            ("The request can't be sent", "This is a bug in the provider: please report it.")
        }
        ErrorKind::Setup { .. } => {
            ("No HTTP client", "Check `ca_bundle` and the proxy variables of the environment.")
        }
        ErrorKind::Proxy(_) => (
            "The proxy can't be used",
            "A proxy that is set and can't be used is an error, so that no request goes past it.",
        ),
        ErrorKind::Connect { fault, .. } => ("Cannot reach Treasure Data", connect_advice(*fault)),
        ErrorKind::Timeout { .. } => (
            "Treasure Data does not answer",
            "Check the network and the proxy; a slow network may need a longer `request_timeout`.",
        ),
        ErrorKind::Transport { .. } | ErrorKind::CutOff { .. } => {
            ("The connection to Treasure Data broke", "Check the network and the proxy, and try again.")
        }
        ErrorKind::NotHttp { .. } => (
            "The answer is not Treasure Data's",
            "Check `site` or `endpoint`, and the proxy: who answers there speaks no HTTP that can be read, and would answer \
             the same again.",
        ),
        ErrorKind::Redirect { .. } => (
            "The endpoint is not Treasure Data's API",
            "Check `site` or `endpoint`: the API answers by itself and redirects nobody.",
        ),
        ErrorKind::Status { status, .. } => status_advice(*status, error),
        ErrorKind::TooLarge { .. } => (
            "Treasure Data's answer is too long",
            "For an account whose schedules need more, set the environment variable TD_MAX_RESPONSE_MIB to a larger number \
             of MiB, such as 1024; else check `site` or `endpoint`.",
        ),
        ErrorKind::NotJson { .. } | ErrorKind::Payload { .. } => (
            "The answer is not Treasure Data's",
            "Check `site` or `endpoint`, and whether a proxy or a login page answers in its place.",
        ),
        ErrorKind::Taken => status_advice(409, error),
        ErrorKind::Resting => (
            "Treasure Data is not asked any more",
            "The errors before this one say what was wrong; apply again when it is mended.",
        ),
        ErrorKind::Stopped { .. } => ("Stopped", "Terraform was asked to stop."),
        ErrorKind::OutOfTime { .. } => (
            "The operation took too long",
            "Try again; where it needs longer, raise the resource's `timeouts`.",
        ),
    }
}

fn connect_advice(fault: ConnectErrorKind) -> &'static str {
    match fault {
        ConnectErrorKind::Refused => {
            "Check that the endpoint's host and port are right and that the server runs."
        }
        ConnectErrorKind::Dns => {
            "Check the endpoint's host name, the network, and whether a proxy is needed (HTTPS_PROXY)."
        }
        ConnectErrorKind::Tls => {
            "Check the endpoint. Behind a proxy that inspects TLS, give its certificate authority as `ca_bundle`."
        }
        ConnectErrorKind::ProxyLogin => {
            "Write user and password into the proxy's URL (HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT), each percent-encoded."
        }
        ConnectErrorKind::Other => {
            "Check the endpoint, the network, and whether a proxy is needed (HTTPS_PROXY)."
        }
    }
}

fn status_advice(status: u16, error: &Error) -> (&'static str, &'static str) {
    match status {
        401 => (
            "Treasure Data refused the API key",
            "Check that the key is a current master key, and that it belongs to this site: each site has keys of its own.",
        ),
        403 => (
            "The API key may not do this",
            "Check the permissions of the key's user for this database, and that the key is a master key and no \
             write-only one.",
        ),
        404 if error.operation() == Operation::List => (
            "The endpoint is not Treasure Data's API",
            "Check `site` or `endpoint`: this host does not know the API's list of schedules.",
        ),
        404 if !error.is_not_found() => (
            "The endpoint is not Treasure Data's API",
            "Check `site` or `endpoint`, and whether a proxy answers in its place: Treasure Data answers in JSON.",
        ),
        404 if error_attribute::is_no_database(error) => (
            "The database does not exist",
            "Treasure Data shows no database of this name to this API key: check `database`, and the permissions of the \
             key's user.",
        ),
        404 => (
            "The schedule does not exist",
            "Somebody may have deleted or renamed it meanwhile: plan again to see it as it is now.",
        ),
        _ if error.is_conflict() && error.operation() == Operation::Update => (
            "The name is taken already",
            "Treasure Data has another schedule of the new name, and nothing was changed. Choose another name, or first \
             give the other schedule one that is free and apply.",
        ),
        _ if error.is_conflict() => (
            "The name is taken already",
            "Treasure Data has a schedule of this name, and it is not taken over silently. Choose another name, or take \
             it in with an `import` block.",
        ),
        400 | 422 => (
            "Treasure Data refused the request",
            "Treasure Data's own words say what is wrong with it: correct the configuration.",
        ),
        429 => (
            "Treasure Data limits the rate of requests",
            "Try again later, with a lower `-parallelism` or with `requests_per_second` set.",
        ),
        501 => (
            "The server does not have this operation",
            "Check `site` or `endpoint`: an emulator or a proxy answers so for what it does not have.",
        ),
        500 if error.operation() == Operation::List => (
            "Treasure Data could not make the list of schedules",
            "Treasure Data gives this list whole, without pages, and an example that it publishes warns of this answer for \
             large accounts. Try again later. If it stays so, use a key that sees fewer databases, and ask Treasure \
             Data's support, with the time of this request.",
        ),
        500.. => ("Treasure Data failed", "This is an error on Treasure Data's side: try again later."),
        _ => ("Treasure Data refused the request", "Check the endpoint and the configuration."),
    }
}
