//! InvokeAction: a stream of progress that ends with exactly one Completed, always: without one Terraform would take a
//! failure for success.

use std::sync::Arc;

use futures_util::stream::{BoxStream, StreamExt as _};
use tokio::sync::mpsc;
use tokio_stream::wrappers::UnboundedReceiverStream;
use tonic::Status;

use crate::framework::panic::guarded;
use crate::framework::proto::invoke_action::event::{Completed, Progress as Line, Type};
use crate::framework::proto::invoke_action::{Event, Request};
use crate::framework::rpc::Server;
use crate::framework::rpc::streamed::driven;
use crate::framework::{Diagnostic, Diagnostics, Invoke, Progress, Provider, message};

/// What the work sends.
enum Told {
    Line(String),
    End(Diagnostics),
}

pub(crate) fn serve<P: Provider>(
    server: Arc<Server<P>>,
    request: Request,
) -> BoxStream<'static, Result<Event, Status>> {
    let (end, told) = mpsc::unbounded_channel();
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
        let _ = end.send(Told::End(diagnostics));
    };
    driven(UnboundedReceiverStream::new(told).map(event), work)
}

/// An event is never empty: that would crash Terraform.
fn event(told: Told) -> Event {
    let event = match told {
        Told::Line(line) => Type::Progress(Line { message: message::clean(&line).into_string() }),
        Told::End(diagnostics) => {
            Type::Completed(Completed { diagnostics: message::diagnostics(diagnostics) })
        }
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
    let config = entry.read(request.config.as_ref(), "configuration")?;
    let context = server.context(request.client_capabilities.as_ref());
    entry.block.invoke(&context, Invoke { config: &config, progress }, diagnostics).await
}
