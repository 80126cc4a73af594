//! go-plugin's own services, which every plugin serves beside its own.

use std::future::ready;

use futures_util::{FutureExt, StreamExt};
use tokio_util::sync::CancellationToken;
use tonic::codegen::BoxStream;
use tonic::service::Routes;
use tonic::{Request, Response, Status, Streaming};
use tonic_health::ServingStatus;
use tonic_health::pb::health_server::HealthServer;
use tonic_health::server::{HealthReporter, HealthService};

use generated::grpc_broker_server::{GrpcBroker, GrpcBrokerServer};
use generated::grpc_controller_server::{GrpcController, GrpcControllerServer};
use generated::grpc_stdio_server::{GrpcStdio, GrpcStdioServer};
use generated::{ConnInfo, Empty, StdioData};

#[expect(
    unreachable_pub,
    clippy::allow_attributes,
    clippy::allow_attributes_without_reason,
    reason = "generated from proto/go_plugin.proto"
)]
mod generated {
    tonic::include_proto!("plugin");
}

/// The services, for any number of connections.
#[derive(Clone)]
pub(super) struct GoPlugin {
    end: CancellationToken,
    health: HealthReporter,
}

impl GoPlugin {
    /// `end` is cancelled by the host's Shutdown, and ends the streams that stay open.
    pub(super) async fn new(end: CancellationToken) -> Self {
        let health = HealthReporter::new();
        // The name under which go-plugin's clients ask.
        health.set_service_status("plugin", ServingStatus::Serving).await;
        Self { end, health }
    }

    /// Adds them to a connection's services.
    pub(super) fn add_to(&self, routes: Routes) -> Routes {
        routes
            .add_service(GrpcControllerServer::new(self.clone()))
            .add_service(GrpcStdioServer::new(self.clone()))
            .add_service(GrpcBrokerServer::new(self.clone()))
            .add_service(HealthServer::new(HealthService::from_health_reporter(self.health.clone())))
    }
}

#[tonic::async_trait]
impl GrpcController for GoPlugin {
    /// Answers first: the server lets open answers leave before it ends.
    async fn shutdown(&self, _: Request<Empty>) -> Result<Response<Empty>, Status> {
        self.end.cancel();
        Ok(Response::new(Empty {}))
    }
}

#[tonic::async_trait]
impl GrpcStdio for GoPlugin {
    /// Nothing is ever said on it (logs go to the real stderr); it stays open as long as the process serves.
    async fn stream_stdio(&self, _: Request<()>) -> Result<Response<BoxStream<StdioData>>, Status> {
        let silence = self.end.clone().cancelled_owned().into_stream().filter_map(|()| ready(None));
        Ok(Response::new(Box::pin(silence)))
    }
}

#[tonic::async_trait]
impl GrpcBroker for GoPlugin {
    /// The host opens it and never uses it; it lasts as long as the host keeps its side open.
    async fn start_stream(
        &self,
        request: Request<Streaming<ConnInfo>>,
    ) -> Result<Response<BoxStream<ConnInfo>>, Status> {
        let silence = request.into_inner().filter_map(|_| ready(None));
        Ok(Response::new(Box::pin(silence.take_until(self.end.clone().cancelled_owned()))))
    }
}
