//! The gRPC service: the only file that touches tfplugin6's generated server.

use std::sync::Arc;

use tokio_util::sync::CancellationToken;
use tonic::codegen::BoxStream;
use tonic::{Request, Response, Status};

use super::panic::{Panicked, guarded};
use super::rpc::{self, Server};
use super::{Diagnostic, Diagnostics, Provider, Registry, message, proto};
use proto::provider_server::ProviderServer;

/// The largest message either way, in bytes: what Terraform's own framework takes. A 5 MiB query is far below.
const LARGEST_MESSAGE: usize = 256 << 20;

/// The service of one connection.
///
/// Configuration and stop belong to the connection: each provider alias dials its own. `stop` cancels everything that runs
/// on it, as `StopProvider` does, but for good.
pub fn routes<P: Provider>(registry: Arc<Registry<P>>, stop: CancellationToken) -> tonic::service::Routes {
    tonic::service::Routes::new(service(registry, stop))
}

pub(crate) fn service<P: Provider>(
    registry: Arc<Registry<P>>,
    stop: CancellationToken,
) -> ProviderServer<Tf6<P>> {
    ProviderServer::new(Tf6 { server: Arc::new(Server::new(registry, stop)) })
        .max_decoding_message_size(LARGEST_MESSAGE)
        .max_encoding_message_size(LARGEST_MESSAGE)
}

/// A connection's server behind the generated trait.
pub(crate) struct Tf6<P: Provider> {
    server: Arc<Server<P>>,
}

/// An answer that can carry diagnostics.
trait Answer: Default {
    fn diagnostics(&mut self) -> &mut Vec<proto::Diagnostic>;
}

/// An RPC's answer: what it made, with every diagnostic.
fn answer<R: Answer>(
    rpc: &str,
    outcome: Result<Result<R, Diagnostic>, Panicked>,
    mut diagnostics: Diagnostics,
) -> Response<R> {
    let made = outcome.unwrap_or_else(|panicked| Err(panicked.diagnostic(rpc)));
    let mut response = made.unwrap_or_else(|error| {
        diagnostics.push(error);
        R::default()
    });
    response.diagnostics().extend(message::diagnostics(diagnostics));
    Response::new(response)
}

/// Serves RPCs that answer with diagnostics by the files of their names in `rpc/`; all others are Unimplemented.
macro_rules! serve {
    ($($rpc:ident),* $(,)?) => {
        $(
            impl Answer for proto::$rpc::Response {
                fn diagnostics(&mut self) -> &mut Vec<proto::Diagnostic> {
                    &mut self.diagnostics
                }
            }
        )*

        #[tonic::async_trait]
        impl<P: Provider> proto::provider_server::Provider for Tf6<P> {
            $(
                async fn $rpc(
                    &self,
                    request: Request<proto::$rpc::Request>,
                ) -> Result<Response<proto::$rpc::Response>, Status> {
                    let mut diagnostics = Diagnostics::default();
                    let work = rpc::$rpc::serve(&self.server, request.into_inner(), &mut diagnostics);
                    let outcome = guarded(work).await;
                    Ok(answer(stringify!($rpc), outcome, diagnostics))
                }
            )*

            async fn call_function(
                &self,
                request: Request<proto::call_function::Request>,
            ) -> Result<Response<proto::call_function::Response>, Status> {
                use rpc::call_function::{failed, in_one_text, serve};
                let outcome = guarded(serve(&self.server, request.into_inner())).await;
                let panicked = |panic: Panicked| failed(&in_one_text(&panic.diagnostic("call_function")));
                Ok(Response::new(outcome.unwrap_or_else(panicked)))
            }

            async fn invoke_action(
                &self,
                request: Request<proto::invoke_action::Request>,
            ) -> Result<Response<BoxStream<proto::invoke_action::Event>>, Status> {
                Ok(Response::new(rpc::invoke_action::serve(Arc::clone(&self.server), request.into_inner())))
            }

            async fn list_resource(
                &self,
                request: Request<proto::list_resource::Request>,
            ) -> Result<Response<BoxStream<proto::list_resource::Event>>, Status> {
                Ok(Response::new(rpc::list_resource::serve(Arc::clone(&self.server), request.into_inner())))
            }

            async fn stop_provider(
                &self,
                _: Request<proto::stop_provider::Request>,
            ) -> Result<Response<proto::stop_provider::Response>, Status> {
                self.server.stop();
                Ok(Response::new(proto::stop_provider::Response::default()))
            }
        }
    };
}

serve! {
    get_metadata,
    get_provider_schema,
    get_resource_identity_schemas,
    validate_provider_config,
    validate_resource_config,
    validate_data_resource_config,
    upgrade_resource_state,
    upgrade_resource_identity,
    configure_provider,
    read_resource,
    plan_resource_change,
    apply_resource_change,
    import_resource_state,
    move_resource_state,
    read_data_source,
    get_functions,
    generate_resource_config,
    validate_list_resource_config,
    validate_action_config,
    plan_action,
}
