//! Starts the emulator on a socket and stops it again.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::engine::Engine;
use super::http::{self, Shared};
use super::keys::{ApiKey, Keys};
use super::model::outcome::Durations;
use super::quirks::Quirks;
use crate::clock::Clock;

/// What the emulator is started with.
#[derive(Debug)]
pub struct Options {
    /// Where to listen; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The keys that are let in; when there is none, any that is not empty.
    pub api_keys: Vec<ApiKey>,
    /// The open points that are not at their default.
    pub quirks: Quirks,
}

/// Why the emulator did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The address can't be listened on.
    #[error("can't listen on {address}")]
    Listen {
        /// What was asked for.
        address: SocketAddr,
        /// What the system says.
        #[source]
        source: std::io::Error,
    },
}

/// A running emulator; dropping it stops it.
#[derive(Debug)]
pub struct Emulator {
    address: SocketAddr,
    stop: tokio_util::sync::DropGuard,
}

impl Emulator {
    /// Listens and serves until it is stopped or dropped. Needs a tokio runtime.
    ///
    /// # Errors
    /// When the address can't be listened on.
    pub async fn start(options: Options, clock: Arc<dyn Clock>) -> Result<Self, StartError> {
        let failed = |source| StartError::Listen { address: options.listen, source };
        let listener = TcpListener::bind(options.listen).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let engine = Engine::new(options.quirks.clone(), clock, Durations::default());
        let shared =
            Shared { engine: Mutex::new(engine), keys: Keys::new(&options.api_keys), quirks: options.quirks };
        let router = http::router(Arc::new(shared));
        let stop = CancellationToken::new();
        tokio::spawn(accept(listener, router, stop.clone()));
        Ok(Self { address, stop: stop.drop_guard() })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The URL that clients use.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Stops listening and ends every connection.
    pub fn stop(self) {
        drop(self.stop);
    }
}

async fn accept(listener: TcpListener, router: axum::Router, stop: CancellationToken) {
    loop {
        let accepted = tokio::select! {
            () = stop.cancelled() => return,
            accepted = listener.accept() => accepted,
        };
        // A connection that ended before it began.
        let Ok((stream, _)) = accepted else { continue };
        let _ = stream.set_nodelay(true);
        let (router, stop) = (router.clone(), stop.clone());
        tokio::spawn(async move {
            tokio::select! {
                () = stop.cancelled() => {}
                () = http::connection::serve(stream, router) => {}
            }
        });
    }
}
