//! ReadResource: the object as it is now.

use crate::framework::proto::read_resource::{Request, Response};
use crate::framework::rpc::Server;
use crate::framework::rpc::response_state::{encode, encode_identity, no_identity, settle, settle_identity};
use crate::framework::{Diagnostic, Diagnostics, Private, Provider, Read, ReadOutcome, plan};
use crate::wire::Value;

pub(crate) async fn serve<P: Provider>(
    server: &Server<P>,
    request: Request,
    diagnostics: &mut Diagnostics,
) -> Result<Response, Diagnostic> {
    let entry = server.registry.resource(&request.type_name)?;
    let (ty, name) = (&entry.shape.ty, entry.type_name);
    let state = entry.read(request.current_state.as_ref(), "state")?;
    let stored = entry.read_identity(request.current_identity.as_ref(), "identity")?;
    let capabilities = request.client_capabilities.as_ref();
    let deferred = server.deferred(capabilities);
    if state.is_null() || deferred.is_some() {
        return Ok(Response {
            new_state: request.current_state,
            private: request.private,
            new_identity: request.current_identity,
            deferred,
            ..Default::default()
        });
    }
    let context = server.context(capabilities);
    let mut private = Private::read(request.private, name)?;
    let read = Read { state: &state, identity: stored.as_ref(), private: &mut private };
    let (mut found, identity) = match entry.block.read(&context, read, diagnostics).await? {
        ReadOutcome::Found(found, identity) => (*found, identity),
        ReadOutcome::Gone => {
            return Ok(Response {
                new_state: encode(&Value::Null, ty, "nothing", diagnostics),
                ..Default::default()
            });
        }
    };
    if let (Value::Object(found), Some(state)) = (&mut found, state.as_object()) {
        plan::keep_at_read(entry.shape.level(), found, state);
    }
    settle(entry, "read", &mut found, diagnostics);
    let identity = settle_identity(entry, "read", stored.as_ref(), identity, diagnostics).or(stored);
    if identity.is_none() && entry.identity.is_some() && !diagnostics.has_error() {
        let mut error = no_identity(name, "read");
        error.detail.push_str(" None is stored, as after Terraform before 1.12, so each read must give one.");
        diagnostics.push(error);
    }
    Ok(Response {
        new_state: encode(&found, ty, &format!("the state of a {name}"), diagnostics),
        private: private.into_bytes(),
        new_identity: encode_identity(entry, identity.as_ref(), diagnostics),
        ..Default::default()
    })
}
