//! InvokeAction: a stream of progress that ends with exactly one Completed, always: without one Terraform would take a
//! failure for success.

use std::sync::Arc;

use futures_util::stream::{BoxStream, StreamExt as _};
use tokio::sync::mpsc;
use tokio_stream::wrappers::UnboundedReceiverStream;
use tonic::Status;

use crate::framework::journal::{self, Kind, Subject};
use crate::framework::panic::guarded;
use crate::framework::proto::invoke_action::event::{Completed, Progress as Line, Type};
use crate::framework::proto::invoke_action::{Event, Request};
use crate::framework::rpc::Server;
use crate::framework::{Diagnostic, Diagnostics, Invoke, Progress, Provider, proto, proto_convert};

/// What the work sends.
enum Told {
    Line(String),
    End(Vec<proto::Diagnostic>),
}

pub(crate) fn serve<P: Provider>(
    server: Arc<Server<P>>,
    request: Request,
) -> BoxStream<'static, Result<Event, Status>> {
    let (end, told) = mpsc::unbounded_channel();
    let subject = Subject { kind: Kind::Action, type_name: request.action_type.clone() };
    let work = async move {
        let (lines, mut said) = mpsc::unbounded_channel();
        let mut diagnostics = Diagnostics::default();
        let progress = Progress(lines);
        let hand_on = async {
            while let Some(line) = said.recv().await {
                let _ = end.send(Told::Line(line));
            }
        };
        let invoked = async {
            let outcome = guarded(invoke(&server, &request, &progress, &mut diagnostics)).await;
            drop(progress);
            outcome
        };
        let (outcome, ()) = tokio::join!(invoked, hand_on);
        let outcome = outcome.unwrap_or_else(|panicked| Err(panicked.diagnostic("invoke_action")));
        diagnostics.extend(outcome.err());
        let shape = server.registry.action(&request.action_type).ok().map(|entry| &entry.shape);
        let _ = end.send(Told::End(journal::told(shape, diagnostics)));
    };
    // In a task of its own: a host that hangs up must not tear a request in two. StopProvider still cancels it.
    tokio::spawn(async move { journal::kept("invoke_action", &subject, work).await });
    UnboundedReceiverStream::new(told).map(event).map(Ok).boxed()
}

/// An event is never empty: that would crash Terraform.
fn event(told: Told) -> Event {
    let event = match told {
        Told::Line(line) => Type::Progress(Line { message: proto_convert::clean(&line).into_string() }),
        Told::End(diagnostics) => Type::Completed(Completed { diagnostics }),
    };
    Event { r#type: Some(event) }
}

async fn invoke<P: Provider>(
    server: &Server<P>,
    request: &Request,
    progress: &Progress,
    diagnostics: &mut Diagnostics,
) -> Result<(), Diagnostic> {
    let entry = server.registry.action(&request.action_type)?;
    let config = entry.read_config(request.config.as_ref())?;
    entry.refuse(&config, diagnostics)?;
    let context = server.context(request.client_capabilities.as_ref());
    entry.block.invoke(&context, Invoke { config: &config, progress }, diagnostics).await
}
