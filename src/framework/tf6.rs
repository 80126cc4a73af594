//! The gRPC service: the only file that touches tfplugin6's generated server.

use std::sync::Arc;

use tokio_util::sync::CancellationToken;
use tonic::codegen::BoxStream;
use tonic::{Request, Response, Status};

use super::journal::{Kind, Subject};
use super::panic::{Panicked, guarded};
use super::rpc::{self, Server};
use super::schema::Shape;
use super::{Diagnostic, Diagnostics, Provider, Registry, journal, proto};
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
    shape: Option<&Shape>,
    outcome: Result<Result<R, Diagnostic>, Panicked>,
    mut diagnostics: Diagnostics,
) -> Response<R> {
    let made = outcome.unwrap_or_else(|panicked| Err(panicked.diagnostic(rpc)));
    let mut response = made.unwrap_or_else(|error| {
        diagnostics.push(error);
        R::default()
    });
    response.diagnostics().extend(journal::told(shape, diagnostics));
    Response::new(response)
}

/// Serves RPCs that answer with diagnostics by the files of their names in `rpc/`; all others are Unimplemented. Each says
/// which kind of block it is about, and where the request names its type.
macro_rules! serve {
    ($($rpc:ident about $kind:ident $(by $field:ident)?),* $(,)?) => {
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
                    let request = request.into_inner();
                    let type_name = String::new() $(+ &request.$field)?;
                    let subject = Subject { kind: Kind::$kind, type_name };
                    let work = async {
                        let mut diagnostics = Diagnostics::default();
                        let work = rpc::$rpc::serve(&self.server, request, &mut diagnostics);
                        let outcome = guarded(work).await;
                        let shape = self.server.registry.shape(&subject);
                        answer(stringify!($rpc), shape, outcome, diagnostics)
                    };
                    Ok(journal::kept(stringify!($rpc), &subject, work).await)
                }
            )*

            async fn call_function(
                &self,
                request: Request<proto::call_function::Request>,
            ) -> Result<Response<proto::call_function::Response>, Status> {
                use rpc::call_function::{failed, in_one_text, serve};
                let request = request.into_inner();
                let subject = Subject { kind: Kind::Nothing, type_name: request.name.clone() };
                let work = guarded(serve(&self.server, request));
                let outcome = journal::kept("call_function", &subject, work).await;
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
    get_metadata about Nothing,
    get_provider_schema about Nothing,
    get_resource_identity_schemas about Nothing,
    get_functions about Nothing,
    validate_provider_config about Provider,
    configure_provider about Provider,
    validate_resource_config about Resource by type_name,
    upgrade_resource_state about Resource by type_name,
    upgrade_resource_identity about Resource by type_name,
    read_resource about Resource by type_name,
    plan_resource_change about Resource by type_name,
    apply_resource_change about Resource by type_name,
    import_resource_state about Resource by type_name,
    move_resource_state about Resource by target_type_name,
    generate_resource_config about Resource by type_name,
    validate_data_resource_config about DataSource by type_name,
    read_data_source about DataSource by type_name,
    validate_list_resource_config about ListResource by type_name,
    validate_action_config about Action by action_type,
    plan_action about Action by action_type,
}
