//! ListResource: a stream of objects, each made when Terraform takes it; Terraform hangs up when it has enough.

use std::sync::Arc;

use futures_util::stream::{BoxStream, StreamExt as _};
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use tonic::Status;

use crate::framework::journal::{self, Kind, Subject};
use crate::framework::list_resource::ListResult;
use crate::framework::panic::guarded;
use crate::framework::proto::list_resource::{Event, Request};
use crate::framework::rpc::Server;
use crate::framework::rpc::response_state::{encode, encode_identity, settle, settle_identity};
use crate::framework::rpc::response_stream::driven;
use crate::framework::{Diagnostic, Diagnostics, List, Provider, proto_convert};

pub(crate) fn serve<P: Provider>(
    server: Arc<Server<P>>,
    request: Request,
) -> BoxStream<'static, Result<Event, Status>> {
    let (sender, results) = mpsc::channel(1);
    let (encoder, type_name) = (Arc::clone(&server), request.type_name.clone());
    let subject = Subject { kind: Kind::ListResource, type_name: request.type_name.clone() };
    let wanted = request.include_resource_object;
    let work = async move {
        let outcome = guarded(list(&server, &request, sender.clone())).await;
        let outcome = outcome.unwrap_or_else(|panicked| Err(panicked.diagnostic("list_resource")));
        if let Err(error) = outcome {
            let _ = sender.send(ListResult::Diagnostic(error)).await;
        }
    };
    let work = async move { journal::kept("list_resource", &subject, work).await };
    let results = ReceiverStream::new(results);
    driven(results.map(move |finding| event(&encoder, &type_name, wanted, finding)), work)
}

async fn list<P: Provider>(
    server: &Server<P>,
    request: &Request,
    sender: mpsc::Sender<ListResult>,
) -> Result<(), Diagnostic> {
    let entry = server.registry.list_resource(&request.type_name)?;
    let config = entry.read_config(request.config.as_ref())?;
    let context = server.context(None);
    // What is no limit is none.
    let limit = usize::try_from(request.limit).ok().filter(|limit| *limit > 0).unwrap_or(usize::MAX);
    let list = List { config: &config, include_resource: request.include_resource_object, limit };
    entry.block.list(&context, list, sender).await
}

fn event<P: Provider>(server: &Server<P>, type_name: &str, wanted: bool, finding: ListResult) -> Event {
    let mut diagnostics = Diagnostics::default();
    let mut event = match finding {
        ListResult::Diagnostic(word) => {
            diagnostics.push(word);
            Event::default()
        }
        ListResult::Object { identity, display_name, model } => {
            found(server, type_name, identity, &display_name, (wanted, model), &mut diagnostics)
                .unwrap_or_else(|error| {
                    diagnostics.push(error);
                    Event::default()
                })
        }
    };
    let shape = server.registry.list_resource(type_name).ok().map(|entry| &entry.shape);
    event.diagnostic = journal::told(shape, diagnostics);
    event
}

fn found<P: Provider>(
    server: &Server<P>,
    type_name: &str,
    identity: crate::wire::Value,
    display_name: &str,
    (wanted, model): (bool, Option<crate::wire::Value>),
    diagnostics: &mut Diagnostics,
) -> Result<Event, Diagnostic> {
    let entry = server.registry.resource(type_name)?;
    let identity = settle_identity(entry, "listed", None, Some(identity), diagnostics);
    if wanted && model.is_none() {
        diagnostics.push(no_object(type_name, display_name));
    }
    let resource_object = model.and_then(|mut model| {
        settle(entry, "listed", &mut model, diagnostics);
        encode(&model, &entry.shape.ty, &format!("a {type_name}"), diagnostics)
    });
    let identity = encode_identity(entry, identity.as_ref(), diagnostics);
    let display_name = proto_convert::clean(display_name).into_string();
    Ok(Event { identity, display_name, resource_object, ..Default::default() })
}

fn no_object(type_name: &str, display_name: &str) -> Diagnostic {
    Diagnostic::warning(
        format!("{display_name} is listed without its values"),
        format!(
            "This is a bug in the provider, not in your configuration; please report it. The list of {type_name} was asked for \
             the objects themselves and gave only the identity of this one: no configuration can be generated from it."
        ),
    )
}
