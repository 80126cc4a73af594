//! ImportResourceState: takes an existing object in, by its id or its identity. A read follows.

use crate::framework::proto::import_resource_state::{ImportedResource, Request, Response};
use crate::framework::registry::Identity;
use crate::framework::rpc::Server;
use crate::framework::rpc::response_state::{encode, encode_identity, settle, settle_identity};
use crate::framework::{Diagnostic, Diagnostics, Import, Provider, consistency, validation};
use crate::wire::Value;

pub(crate) async fn serve<P: Provider>(
    server: &Server<P>,
    request: Request,
    diagnostics: &mut Diagnostics,
) -> Result<Response, Diagnostic> {
    let entry = server.registry.resource(&request.type_name)?;
    let (ty, name) = (&entry.shape.ty, entry.type_name);
    let given = entry.read_identity(request.identity.as_ref(), "identity")?;
    let capabilities = request.client_capabilities.as_ref();
    if let Some(deferred) = server.deferred(capabilities) {
        let imported = ImportedResource {
            type_name: name.into(),
            state: encode(&Value::Unknown, ty, "a state", diagnostics),
            identity: request.identity,
            ..Default::default()
        };
        return Ok(Response {
            imported_resources: vec![imported],
            deferred: Some(deferred),
            ..Default::default()
        });
    }
    let import = match given {
        Some(identity) => {
            if let Some(Identity { schema, .. }) = &entry.identity {
                validation::for_import(name, schema, &identity, diagnostics)?;
            }
            Import::Identity(identity)
        }
        None if !request.id.is_empty() => Import::Id(request.id),
        None => {
            return Err(Diagnostic::error(
                "Import without an id",
                format!("To import a {name}, give its id or its identity; both are empty."),
            ));
        }
    };
    let context = server.context(capabilities);
    let mut saved = entry.block.import(&context, import, diagnostics).await?;
    settle(entry, "imported", &mut saved.model, diagnostics);
    if consistency::names_nothing(&saved.model) {
        return Err(nothing_imported(name));
    }
    let identity = settle_identity(entry, "imported", None, saved.identity, diagnostics);
    let imported = ImportedResource {
        type_name: name.into(),
        state: encode(&saved.model, ty, &format!("the state of a {name}"), diagnostics),
        private: saved.private.into_bytes(),
        identity: encode_identity(entry, identity.as_ref(), diagnostics),
    };
    Ok(Response { imported_resources: vec![imported], ..Default::default() })
}

fn nothing_imported(type_name: &str) -> Diagnostic {
    Diagnostic::error(
        "Bug in the provider",
        format!(
            "This is a bug in the provider, not in your configuration; please report it. It says that a {type_name} was \
             imported and gives no value of it; nothing was stored."
        ),
    )
}
