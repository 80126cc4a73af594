//! ConfigureProvider: makes this connection's client.

use crate::framework::dynamic::typed;
use crate::framework::proto::configure_provider::{Request, Response};
use crate::framework::rpc::Server;
use crate::framework::rpc::validate_provider_config::read;
use crate::framework::schema::{Shape, get};
use crate::framework::validation::check;
use crate::framework::{Configure, Diagnostic, Diagnostics, Provider, Severity};
use crate::wire::Value;

pub(crate) async fn serve<P: Provider>(
    server: &Server<P>,
    request: Request,
    diagnostics: &mut Diagnostics,
) -> Result<Response, Diagnostic> {
    // Whatever fails below leaves no client of an earlier configuration behind.
    server.configure(None, false);
    let registry = &server.registry;
    let config = read(registry, request.config.as_ref())?;
    refuse(&registry.config, &config, diagnostics);
    if diagnostics.has_error() {
        return Ok(Response::default());
    }
    let unknown = needed(&registry.config, &config);
    let config = typed(&config)?;
    let configure =
        Configure { config: &config, unknown: &unknown, terraform_version: &request.terraform_version };
    let client = registry.provider.configure(configure, diagnostics).await;
    if client.is_none() && !diagnostics.has_error() {
        diagnostics.push(Diagnostic::error(
            "Bug in the provider",
            "This is a bug in the provider, not in your configuration; please report it. It took its configuration without \
             an error and can't work with it.",
        ));
    }
    server.configure(client, !unknown.is_empty());
    Ok(Response::default())
}

/// What must not be taken from a host that did not ask for validation: no setting may come to mean another by it.
fn refuse(shape: &Shape, config: &Value, diagnostics: &mut Diagnostics) {
    let mut found = Diagnostics::default();
    check("The provider", shape, false, &mut config.clone(), &mut found);
    diagnostics.extend(found.into_iter().filter(|one| one.severity == Severity::Error));
}

/// The settings that are not wholly known yet and without which nothing can be read: what waits for them is put off where
/// the host allows it, and else fails or keeps what it has. What only tunes the work is not among them.
fn needed(shape: &Shape, config: &Value) -> Vec<&'static str> {
    let Value::Object(config) = config else { return Vec::new() };
    let is_needed =
        |one: &&crate::framework::Attribute| !one.tuning && !get(config, one.name).is_wholly_known();
    shape.schema.attributes.iter().filter(is_needed).map(|one| one.name).collect()
}
