//! ApplyResourceChange: makes, changes or removes an object, and never loses what became of it.

use std::sync::Arc;

use bytes::Bytes;
use tracing::Instrument as _;

use crate::framework::panic::guarded;
use crate::framework::path_ref::PathRef;
use crate::framework::proto::apply_resource_change::{Request, Response};
use crate::framework::registry::ResourceEntry;
use crate::framework::rpc::Server;
use crate::framework::rpc::response_state::{encode, encode_identity, no_identity, settle, settle_identity};
use crate::framework::{
    ApplyError, ApplyResult, Create, Delete, Diagnostic, Diagnostics, Private, Provider, StoredObject,
    Update, consistency, plan,
};
use crate::wire::Value;

/// Works in a task of its own: a client that drops the call must not tear a write in two. StopProvider still cancels it.
pub(crate) async fn serve<P: Provider>(
    server: &Arc<Server<P>>,
    request: Request,
    diagnostics: &mut Diagnostics,
) -> Result<Response, Diagnostic> {
    let server = server.clone();
    let work = async move {
        let mut reported = Diagnostics::default();
        let outcome = guarded(apply(&server, request, &mut reported)).await;
        (outcome, reported)
    };
    match tokio::spawn(work.in_current_span()).await {
        Ok((outcome, reported)) => {
            diagnostics.extend(reported);
            outcome.unwrap_or_else(|panicked| Err(panicked.diagnostic("apply_resource_change")))
        }
        Err(_) => Err(Diagnostic::error(
            "The apply was cut off",
            "The provider's process is ending. What became of the object is not known; the next plan reads it.",
        )),
    }
}

async fn apply<P: Provider>(
    server: &Server<P>,
    request: Request,
    diagnostics: &mut Diagnostics,
) -> Result<Response, Diagnostic> {
    let entry = server.registry.resource(&request.type_name)?;
    let ty = &entry.shape.ty;
    let prior = entry.read(request.prior_state.as_ref(), "prior state")?;
    let planned = entry.read(request.planned_state.as_ref(), "plan")?;
    let config = entry.read(request.config.as_ref(), "configuration")?;
    let identity = entry.read_identity(request.planned_identity.as_ref(), "planned identity")?;
    let context = server.context(None);
    let kept = Kept { prior: &prior, identity: identity.as_ref(), private: request.planned_private.clone() };
    let private = Private::read(request.planned_private, entry.type_name)?;

    let identity = identity.as_ref();
    let outcome = if planned.is_null() {
        if prior.is_null() {
            return Ok(Response {
                new_state: encode(&Value::Null, ty, "nothing", diagnostics),
                ..Default::default()
            });
        }
        let delete = Delete { prior: &prior, identity, private: &private };
        return Ok(match entry.block.delete(&context, delete, diagnostics).await {
            Ok(()) => {
                Response { new_state: encode(&Value::Null, ty, "nothing", diagnostics), ..Default::default() }
            }
            Err(error) => {
                diagnostics.push(error);
                kept.answer(entry, diagnostics)
            }
        });
    } else if prior.is_null() {
        let create = Create { planned: &planned, config: &config, identity, private };
        entry.block.create(&context, create, diagnostics).await
    } else {
        let update = Update { prior: &prior, planned: &planned, config: &config, identity, private };
        entry.block.update(&context, update, diagnostics).await
    };
    Ok(answer(entry, &planned, outcome, &kept, diagnostics))
}

/// What there was before, for an answer that changes nothing.
struct Kept<'a> {
    prior: &'a Value,
    identity: Option<&'a Value>,
    private: Bytes,
}

impl Kept<'_> {
    /// The answer of an apply that failed before it changed anything.
    fn answer<C>(&self, entry: &ResourceEntry<C>, diagnostics: &mut Diagnostics) -> Response {
        let existed = !self.prior.is_null();
        Response {
            new_state: encode(self.prior, &entry.shape.ty, "the prior state", diagnostics),
            private: if existed { self.private.clone() } else { Bytes::new() },
            new_identity: self
                .known_identity()
                .filter(|_| existed)
                .and_then(|identity| encode_identity(entry, Some(identity), diagnostics)),
            ..Default::default()
        }
    }

    fn known_identity(&self) -> Option<&Value> {
        self.identity.filter(|identity| identity.is_wholly_known())
    }
}

fn answer<C>(
    entry: &ResourceEntry<C>,
    planned: &Value,
    outcome: ApplyResult<Value, Value>,
    kept: &Kept<'_>,
    diagnostics: &mut Diagnostics,
) -> Response {
    let operation = if kept.prior.is_null() { "created" } else { "updated" };
    // What failed may give up what was only planned of its identity.
    let planned_identity = kept.identity.filter(|_| outcome.is_ok());
    let mut saved = match outcome {
        Ok(mut saved) => {
            let mut found = Vec::new();
            if let (Value::Object(saved), Some(planned)) = (&mut saved.model, planned.as_object()) {
                // The server may write a text otherwise: what means the same stays as planned.
                plan::keep_at_read(entry.shape.level(), saved, planned);
            }
            // As Terraform: when the answer has errors anyway, it need not be what was planned.
            if !diagnostics.has_error() {
                consistency::assert_object_compatible(
                    planned,
                    &saved.model,
                    &entry.shape.ty,
                    &PathRef::Root,
                    &mut found,
                );
            }
            diagnostics
                .extend(found.iter().map(|violation| violation.diagnostic(entry.type_name, operation)));
            saved
        }
        Err(ApplyError::Unchanged(error)) => {
            diagnostics.push(error);
            return kept.answer(entry, diagnostics);
        }
        Err(ApplyError::PartialState(mut saved, error)) => {
            diagnostics.push(error);
            // What was not decided before it failed stays null.
            consistency::resolve_unknowns(&mut saved.model);
            if let Value::Object(object) = &mut saved.model {
                plan::clear_write_only(entry.shape.level(), object);
            }
            *saved
        }
    };
    settle(entry, operation, &mut saved.model, diagnostics);
    if saved.model.is_null() {
        diagnostics.push(nothing_made(entry.type_name));
        saved.model = known(planned);
    }
    let identity = saved.identity.take();
    let identity = settle_identity(entry, operation, planned_identity, identity, diagnostics);
    save(entry, operation, planned, saved, identity, kept, diagnostics)
}

fn save<C>(
    entry: &ResourceEntry<C>,
    operation: &str,
    planned: &Value,
    saved: StoredObject<Value, Value>,
    identity: Option<Value>,
    kept: &Kept<'_>,
    diagnostics: &mut Diagnostics,
) -> Response {
    let identity = identity.or_else(|| kept.known_identity().cloned());
    if identity.is_none() && entry.identity.is_some() && !diagnostics.has_error() {
        diagnostics.push(no_identity(entry.type_name, operation));
    }
    let ty = &entry.shape.ty;
    let state = encode(&saved.model, ty, "the new state", diagnostics)
        // Better what was planned than an object that nobody knows of.
        .or_else(|| encode(&known(planned), ty, "the planned state", diagnostics));
    Response {
        new_state: state,
        private: saved.private.into_bytes(),
        new_identity: encode_identity(entry, identity.as_ref(), diagnostics),
        ..Default::default()
    }
}

fn known(planned: &Value) -> Value {
    let mut state = planned.clone();
    consistency::resolve_unknowns(&mut state);
    state
}

fn nothing_made(type_name: &str) -> Diagnostic {
    Diagnostic::error(
        "Bug in the provider",
        format!(
            "This is a bug in the provider, not in your configuration; please report it. It says that a {type_name} was made or \
             changed and gives no state; the planned values are kept."
        ),
    )
}
