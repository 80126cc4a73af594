//! From the provider's block, the environment and the td CLI's file to a client.

use std::path::Path as FilePath;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use super::config::ProviderModel;
use crate::api::{Client, ClientConfig};
use crate::framework::{Attr, Configure, Diagnostic, Diagnostics};
use crate::provider::shared::account_binding::AccountBinding;
use crate::provider::shared::client::{ConfiguredClient, ProviderClient};
use crate::provider::shared::duration;
use crate::provider::shared::missing_objects::MissingObjects;
use crate::provider::shared::planned_names::PlannedNames;
use crate::secret::{self, Secret};
use crate::settings::{self, Environment, Explicit, Setting, Settings, Site, Warning};
use crate::wire::Str;

const REQUEST_TIMEOUT: Duration = Duration::from_secs(60);
const MAX_RETRIES: u32 = 7;
const MAX_RETRY_WAIT: Duration = Duration::from_secs(60);

/// What is wrong with a provider's block, told without environment or file.
pub(super) fn validate(config: &ProviderModel, diagnostics: &mut Diagnostics) {
    for (attribute, text) in
        [("request_timeout", &config.request_timeout), ("max_retry_wait", &config.max_retry_wait)]
    {
        if let Some(Err(problem)) = text.known().map(|text| duration::parse(text)) {
            diagnostics.push(Diagnostic::error("Invalid length of time", problem).at_attribute(attribute));
        }
    }
    let out_of_range = |attribute, detail: &str| {
        Diagnostic::error(format!("{attribute} is out of range"), detail).at_attribute(attribute)
    };
    if config.max_retries.known().is_some_and(|count| !(0..=100).contains(count)) {
        diagnostics.push(out_of_range("max_retries", "It is a whole number from 0 to 100."));
    }
    if config.requests_per_second.known().is_some_and(|rate| !(0.01..=1000.0).contains(rate)) {
        diagnostics.push(out_of_range("requests_per_second", "It is a number from 0.01 to 1000."));
    }
    if given(&config.site).is_some() && given(&config.endpoint).is_some() {
        diagnostics.push(
            Diagnostic::error(
                "site and endpoint exclude each other",
                "Both say where Treasure Data is. Keep `site` for one of its sites, `endpoint` for any other host.",
            )
            .at_attribute("endpoint"),
        );
    }
    if let Some(Err(problem)) = given(&config.site).map(|site| site.trim().parse::<Site>()) {
        diagnostics.push(Diagnostic::error("Unknown site", problem.to_string()).at_attribute("site"));
    }
    if let Some(Err(problem)) = given(&config.endpoint).map(|text| text.parse::<settings::Endpoint>()) {
        let diagnostic =
            Diagnostic::error("Invalid endpoint", format!("The endpoint can't be used: {problem}."));
        diagnostics.push(match problem {
            settings::EndpointFault::UserInfo => diagnostic,
            _ => diagnostic.at_attribute("endpoint"),
        });
    }
}

/// The client of one connection; None together with an error.
pub(super) fn configure(
    request: &Configure<'_, ProviderModel>,
    environment: &Environment<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Arc<ProviderClient>> {
    // What an unknown value decides never falls back to environment or file.
    if !request.unknown.is_empty() {
        return Some(Arc::new(ProviderClient::NotYet {
            unknown: request.unknown.to_vec(),
            warned: AtomicBool::new(false),
        }));
    }
    match ready(request, environment) {
        Ok((ready, warnings)) => {
            diagnostics.extend(warnings.iter().filter_map(warning));
            Some(Arc::new(ProviderClient::ConfiguredClient(Box::new(ready))))
        }
        Err(problem) => {
            diagnostics.push(*problem);
            None
        }
    }
}

/// An empty text is unset.
fn given(text: &Attr<Str>) -> Option<&Str> {
    text.known().filter(|text| !text.trim().is_empty())
}

fn ready(
    request: &Configure<'_, ProviderModel>,
    environment: &Environment<'_>,
) -> Result<(ConfiguredClient, Vec<Warning>), Box<Diagnostic>> {
    let config = request.config;
    let text = |attribute: &Attr<Str>| given(attribute).map(ToString::to_string);
    let explicit = Explicit {
        origin: settings::Origin::ProviderBlock,
        api_key: given(&config.api_key).map(|key| Secret::new(&**key)),
        site: text(&config.site),
        endpoint: text(&config.endpoint),
        config_file: text(&config.config_file),
        allow_plain_http: config.allow_plain_http == Attr::Known(true),
    };
    let found = settings::resolve(&explicit, environment).map_err(|error| Box::new(problem(&error)))?;
    let listed = config.allowed_account_ids.known().into_iter().flatten();
    let allowed: Vec<String> = listed.filter_map(Attr::known).map(ToString::to_string).collect();
    settings::check_account(&found.api_key, &allowed).map_err(|error| Box::new(problem(&error)))?;
    secret::register(&found.api_key.value);
    let Settings { api_key, account_id, endpoint, warnings } = found;
    let length = |attribute: &Attr<Str>, default| {
        given(attribute).and_then(|text| duration::parse(text).ok()).unwrap_or(default)
    };
    let client = Client::new(ClientConfig {
        endpoint: endpoint.value.to_string(),
        api_key: api_key.value,
        user_agent: user_agent(request.terraform_version, environment),
        request_timeout: length(&config.request_timeout, REQUEST_TIMEOUT),
        ca_bundle: given(&config.ca_bundle).map(|text| ca_bundle(text, environment)).transpose()?,
        max_retries: config
            .max_retries
            .known()
            .and_then(|count| u32::try_from(*count).ok())
            .unwrap_or(MAX_RETRIES),
        max_retry_wait: length(&config.max_retry_wait, MAX_RETRY_WAIT),
        requests_per_second: config.requests_per_second.known().copied(),
    });
    let origin = AccountBinding { account: account_id.map(Into::into), endpoint: endpoint.value };
    let ready = ConfiguredClient {
        client,
        origin,
        key_source: api_key.source.to_string(),
        endpoint_source: endpoint.source.to_string(),
        names: PlannedNames::default(),
        seen: MissingObjects::default(),
    };
    Ok((ready, warnings))
}

/// `Terraform/VERSION terraform-provider-td/VERSION`, and what the environment adds.
fn user_agent(terraform_version: &str, environment: &Environment<'_>) -> String {
    let own = concat!("terraform-provider-td/", env!("CARGO_PKG_VERSION"));
    let added = (environment.variable)("TF_APPEND_USER_AGENT").unwrap_or_default();
    let all = match terraform_version {
        "" => format!("{own} {added}"),
        version => format!("Terraform/{version} {own} {added}"),
    };
    all.chars().filter(|one| matches!(one, ' '..='~')).collect::<String>().trim().to_owned()
}

/// PEM text as it is, else the text of the file.
fn ca_bundle(text: &str, environment: &Environment<'_>) -> Result<String, Box<Diagnostic>> {
    if text.contains("-----BEGIN") {
        return Ok(text.to_owned());
    }
    let problem = |what: String| {
        Box::new(
            Diagnostic::error(
                "The ca_bundle can't be used",
                format!("{what} Give the path of a file with certificates in PEM form, or their text."),
            )
            .at_attribute("ca_bundle"),
        )
    };
    let pem = (environment.read_file)(FilePath::new(text.trim()))
        .map_err(|error| problem(format!("The file {text:?} can't be read: {error}.")))?;
    if pem.contains("-----BEGIN CERTIFICATE-----") {
        Ok(pem)
    } else {
        Err(problem(format!("The file {text:?} holds no certificate.")))
    }
}

fn problem(error: &settings::Error) -> Diagnostic {
    use settings::Error;
    let summary = match error {
        Error::NoKey { .. } => "No API key for Treasure Data",
        Error::BadKey { .. } => "The API key can't be sent",
        Error::ConfigFile { .. } => "The td CLI's file can't be read",
        Error::SiteAndEndpoint { .. } => "site and endpoint exclude each other",
        Error::Site { .. } => "Unknown site",
        Error::Endpoint { .. } => "Invalid endpoint",
        Error::PlainHttp { .. } => "Plain http is not allowed",
        Error::AccountRefused { .. } | Error::AccountUnknown { .. } => "The API key is of another account",
    };
    let diagnostic = Diagnostic::error(summary, error.to_string());
    match (error, error.setting()) {
        (Error::AccountRefused { .. } | Error::AccountUnknown { .. }, _) => {
            diagnostic.at_attribute("allowed_account_ids")
        }
        // Terraform prints the line that a diagnostic points at, and the key itself may stand there.
        (_, Some(Setting::ApiKey) | None) => diagnostic,
        (_, Some(setting)) => diagnostic.at_attribute(setting.attribute()),
    }
}

/// None for what is told at a shell only.
fn warning(warning: &Warning) -> Option<Diagnostic> {
    let summary = match warning {
        Warning::SiteIgnored { .. } => "TD_SITE is ignored",
        Warning::PlainHttp { .. } => "The API key crosses the network unencrypted",
        Warning::DefaultFile { .. } => "The td CLI's file is passed over",
        Warning::Readable { .. } => return None,
    };
    Some(Diagnostic::warning(summary, warning.to_string()))
}
