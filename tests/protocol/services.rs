//! go-plugin's services beside the provider's own.

use futures_util::FutureExt;
use tonic::Code;
use tonic_health::pb::HealthCheckRequest;
use tonic_health::pb::health_client::HealthClient;

use crate::certificate::Certificate;
use crate::client;
use crate::go_plugin::grpc_broker_client::GrpcBrokerClient;
use crate::go_plugin::grpc_stdio_client::GrpcStdioClient;
use crate::patience::soon;
use crate::plugin_process::Plugin;

#[tokio::test]
async fn the_stdio_and_broker_streams_stay_open_until_shutdown() {
    let certificate = Certificate::new();
    let plugin = Plugin::start(Some(&certificate)).await;
    let channel = client::terraform(&plugin.handshake, &certificate).await;
    let stdio = soon("StreamStdio", GrpcStdioClient::new(channel.clone()).stream_stdio(())).await;
    let mut stdio = stdio.unwrap().into_inner();
    let silent = tokio_stream::pending();
    let broker = soon("StartStream", GrpcBrokerClient::new(channel.clone()).start_stream(silent)).await;
    let mut broker = broker.unwrap().into_inner();
    client::health(&channel).await.unwrap();
    assert!(stdio.message().now_or_never().is_none(), "nothing is said, and it is open");
    assert!(broker.message().now_or_never().is_none(), "nothing is said, and it is open");
    client::shutdown(channel).await.unwrap();
    let _ = soon("stdio's end", stdio.message()).await;
    let _ = soon("broker's end", broker.message()).await;
    plugin.ended().await;
}

#[tokio::test]
async fn the_health_of_what_is_not_there_is_not_found() {
    let certificate = Certificate::new();
    let plugin = Plugin::start(Some(&certificate)).await;
    let channel = client::terraform(&plugin.handshake, &certificate).await;
    let request = HealthCheckRequest { service: "no such service".to_owned() };
    let status = soon("a health check", HealthClient::new(channel).check(request)).await.unwrap_err();
    assert_eq!(status.code(), Code::NotFound);
}
