//! How a subcommand reaches TD: flags, environment and the td CLI's file. There is no flag for the key: arguments are
//! shown to every user of a machine.

use std::time::Duration;

use super::terminal;
use crate::api::{Client, ClientConfig};
use crate::settings::{self, Environment, Explicit, Origin, Settings};

/// The time to the first and to each next byte of an answer; retries and their longest pause. As in the provider.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(60);
const MAX_RETRIES: u32 = 7;
const MAX_RETRY_WAIT: Duration = Duration::from_secs(60);

/// Where TD is, and where the key may be found.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Connection (the API key comes from TD_API_KEY or the td CLI's file)")]
pub(super) struct Connection {
    /// One of TD's sites: us01, jp01 (or ap01), eu01, ap02, ap03
    #[arg(long, conflicts_with = "endpoint")]
    site: Option<String>,
    /// Address of TD's API, such as https://api.treasuredata.com
    #[arg(long, value_name = "URL")]
    endpoint: Option<String>,
    /// The td CLI's file; ~/.td/td.conf when nothing names another
    #[arg(long, value_name = "PATH")]
    config_file: Option<String>,
    /// File with certificates, in PEM form, that are trusted beside the system's
    #[arg(long, value_name = "PATH")]
    ca_bundle: Option<std::path::PathBuf>,
    /// Allows http to another machine, which shows the key to anybody on the way
    #[arg(long)]
    allow_plain_http: bool,
}

/// Why there is no client.
#[derive(Debug, thiserror::Error)]
pub(super) enum ConnectionError {
    /// A setting is missing or wrong.
    #[error(transparent)]
    Settings(#[from] settings::Error),
    /// The file of certificates.
    #[error("the file {} of --ca-bundle can't be read", path.display())]
    CaBundle {
        /// The file.
        path: std::path::PathBuf,
        /// Why.
        #[source]
        cause: std::io::Error,
    },
}

impl Connection {
    /// Finds the settings, tells their warnings on stderr, and makes a client; no request is sent.
    pub(super) fn open(&self) -> Result<(Client, Settings), ConnectionError> {
        let settings = self.settings()?;
        for warning in &settings.warnings {
            terminal::say(&format!("warning: {warning}"));
        }
        let client = self.client(&settings, REQUEST_TIMEOUT, MAX_RETRIES)?;
        Ok((client, settings))
    }

    /// Finds the settings.
    pub(super) fn settings(&self) -> Result<Settings, ConnectionError> {
        let explicit = Explicit {
            origin: Origin::Flags,
            api_key: None,
            site: self.site.clone(),
            endpoint: self.endpoint.clone(),
            config_file: self.config_file.clone(),
            allow_plain_http: self.allow_plain_http,
        };
        Ok(settings::resolve(&explicit, &Environment::process())?)
    }

    /// Makes a client; no request is sent.
    pub(super) fn client(
        &self,
        settings: &Settings,
        request_timeout: Duration,
        max_retries: u32,
    ) -> Result<Client, ConnectionError> {
        let read = |path: &std::path::PathBuf| {
            std::fs::read_to_string(path)
                .map_err(|cause| ConnectionError::CaBundle { path: path.clone(), cause })
        };
        Ok(Client::new(ClientConfig {
            endpoint: settings.endpoint.value.to_string(),
            api_key: settings.api_key.value.clone(),
            user_agent: concat!("terraform-provider-td/", env!("CARGO_PKG_VERSION")).to_owned(),
            request_timeout,
            ca_bundle: self.ca_bundle.as_ref().map(read).transpose()?,
            max_retries,
            max_retry_wait: MAX_RETRY_WAIT,
            requests_per_second: None,
        }))
    }
}
