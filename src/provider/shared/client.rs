//! What the provider's configuration makes: a client for one account, and where its settings came from.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::account_binding::AccountBinding;
use super::missing_objects::MissingObjects;
use super::planned_names::PlannedNames;
use crate::api::{CallOptions, Client, Error};
use crate::framework::{Context, Diagnostic};

/// What every resource and data source gets.
#[derive(Debug)]
pub enum ProviderClient {
    /// All settings are known.
    ConfiguredClient(Box<ConfiguredClient>),
    /// Some settings are known only in apply; they never fall back to environment or file.
    NotYet {
        /// The attributes that are unknown.
        unknown: Vec<&'static str>,
        /// Whether a read has said so already.
        warned: AtomicBool,
    },
}

/// A client, and where its settings came from.
#[derive(Debug)]
pub struct ConfiguredClient {
    /// The client.
    pub(in crate::provider) client: Client,
    /// Account, site and endpoint.
    pub(in crate::provider) origin: AccountBinding,
    /// Where the key came from, such as `the environment variable TD_API_KEY`.
    pub(in crate::provider) key_source: String,
    /// Where the endpoint came from.
    pub(in crate::provider) endpoint_source: String,
    /// The names of schedules in the phase that runs.
    pub(in crate::provider) names: PlannedNames,
    /// How much of the state TD's list shows.
    pub(in crate::provider) seen: MissingObjects,
}

impl ProviderClient {
    /// The client; an error that says what is missing where there is none.
    pub(in crate::provider) fn ready(context: &Context<Self>) -> Result<&ConfiguredClient, Diagnostic> {
        match &**context.client()? {
            Self::ConfiguredClient(ready) => Ok(ready),
            Self::NotYet { unknown, .. } => Err(Diagnostic::error(
                "The provider's configuration is not known yet",
                format!(
                    "{} of the provider's block can only be known after other resources are applied, and this \
                     operation needs it now. Apply those resources first (`terraform apply -target=…`), or give \
                     the provider a value that is known while planning.",
                    list(unknown)
                ),
            )),
        }
    }

    /// Whether a read must keep the prior state because settings are unknown while planning.
    pub(in crate::provider) fn not_known_yet(context: &Context<Self>) -> NotKnown {
        match context.client.as_deref() {
            Some(Self::NotYet { unknown, warned }) => {
                NotKnown::Yes((!warned.swap(true, Ordering::Relaxed)).then(|| {
                    Diagnostic::warning(
                        "Schedules were not refreshed",
                        format!(
                            "{} of the provider's block can only be known after other resources are applied, so that \
                             this plan shows schedules as they were last seen.",
                            list(unknown)
                        ),
                    )
                }))
            }
            _ => NotKnown::No,
        }
    }
}

/// Whether the settings are unknown while planning.
#[derive(Debug)]
pub(in crate::provider) enum NotKnown {
    /// They are known.
    No,
    /// They are not; the first to ask gets a warning to give.
    Yes(Option<Diagnostic>),
}

fn list(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}

impl ConfiguredClient {
    /// The bounds of one operation.
    pub(in crate::provider) fn call(
        &self,
        context: &Context<ProviderClient>,
        timeout: Duration,
    ) -> CallOptions {
        CallOptions { stop: context.stop.clone(), timeout }
    }

    /// Where account and endpoint came from, as a sentence.
    pub(in crate::provider) fn sources(&self) -> String {
        let Self { origin, key_source, endpoint_source, .. } = self;
        let account = match &origin.account {
            Some(account) => format!("The API key of account {account} comes from {key_source}"),
            None => format!("The API key comes from {key_source}"),
        };
        format!("{account}; the endpoint {} from {endpoint_source}.", origin.endpoint)
    }

    /// An operation's failure, as the user reads it. `doing` follows "could not", such as `read the schedule "x"`.
    pub(in crate::provider) fn failure(&self, doing: &str, error: &Error) -> Diagnostic {
        super::error_diagnostic::diagnostic(self, doing, error)
    }
}
