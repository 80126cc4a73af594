//! One connection from its bytes to its services.

use std::io::ErrorKind;
use std::pin::pin;
use std::time::Duration;

use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use hyper_util::service::TowerToHyperService;
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;
use tonic::service::Routes;

use super::coalesced_writes::CoalescedWrites;
use super::go_plugin::GoPlugin;
use super::listener::Stream;
use super::panics;

/// A client that says nothing in this time is none.
const TLS_HANDSHAKE: Duration = Duration::from_secs(30);

/// What the services of one connection may know of it. Each provider alias has a connection of its own, so whatever
/// belongs to one configuration belongs here.
#[derive(Debug)]
pub struct Connection {
    /// Cancelled when the process is asked to stop (SIGTERM) and when the connection has ended.
    pub stop: CancellationToken,
}

/// What all connections of a server share.
#[derive(Clone)]
pub(super) struct Shared {
    /// None: plaintext.
    pub(super) tls: Option<TlsAcceptor>,
    pub(super) go_plugin: GoPlugin,
    /// Cancelled: what runs ends soon, the server stays.
    pub(super) stop: CancellationToken,
    /// Cancelled: the server ends.
    pub(super) end: CancellationToken,
}

/// Serves a connection until it ends or the server does; in the latter case open answers leave first.
pub(super) async fn drive(shared: Shared, stream: Box<dyn Stream>, make: impl FnOnce(Connection) -> Routes) {
    panics::in_connection(async {
        let Some(acceptor) = &shared.tls else { return http2(&shared, stream, make).await };
        match tokio::time::timeout(TLS_HANDSHAKE, acceptor.accept(stream)).await {
            Ok(Ok(stream)) => http2(&shared, stream, make).await,
            // Somebody who only looked whether anybody listens.
            Ok(Err(error)) if error.kind() == ErrorKind::UnexpectedEof => {
                tracing::debug!("a client said nothing");
            }
            Ok(Err(error)) => tracing::warn!(error = %error, "refused a client"),
            Err(_) => tracing::warn!("refused a client that did not begin TLS"),
        }
    })
    .await;
}

async fn http2<S: Stream + 'static>(shared: &Shared, stream: S, make: impl FnOnce(Connection) -> Routes) {
    let stop = shared.stop.child_token();
    let _ended = stop.clone().drop_guard();
    let routes = shared.go_plugin.add_to(make(Connection { stop })).prepare();
    let builder = Builder::new(TokioExecutor::new()).http2_only();
    let mut connection = pin!(
        builder.serve_connection(TokioIo::new(CoalescedWrites(stream)), TowerToHyperService::new(routes))
    );
    let result = tokio::select! {
        result = connection.as_mut() => result,
        () = shared.end.cancelled() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = result {
        tracing::debug!(error = %error, "the client left without a word");
    }
}
