//! Starts the emulator on a socket and stops it again.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;

use super::engine::Engine;
use super::faults::{Faults, Rule};
use super::http::connection::{Socket, serve};
use super::http::{self, Shared};
use super::keys::{ApiKey, Keys};
use super::model::load::{self, LoadError};
use super::model::outcome::Durations;
use super::quirks::Quirks;
use super::storage::{Storage, StorageError};
use super::tls::{self, TlsError};
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
    /// The database that keeps everything; none keeps it in memory.
    pub data: Option<PathBuf>,
    /// A file in the form of TD's list, with which every new account begins.
    pub load: Option<PathBuf>,
    /// Takes no database that nobody made, loaded, or gave to a key.
    pub known_databases: bool,
    /// What goes wrong from the start.
    pub faults: Vec<Rule>,
    /// The seed of the faults' rates; the same one and the same requests give the same faults.
    pub fault_seed: u64,
    /// Added to every answer of TD's paths.
    pub latency: Duration,
    /// How long jobs run, in whole seconds; 0 ends them at once.
    pub job_duration: Duration,
    /// Serves https, and writes the certificate to trust to this file.
    pub tls: Option<PathBuf>,
    /// Names, besides this machine's own, that the https certificate is good for.
    pub tls_names: Vec<String>,
}

impl Options {
    /// Listens on a free port of this machine, in memory, with nothing out of the ordinary.
    pub fn local() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            api_keys: Vec::new(),
            quirks: Quirks::default(),
            data: None,
            load: None,
            known_databases: false,
            faults: Vec::new(),
            fault_seed: 0,
            latency: Duration::ZERO,
            job_duration: Duration::from_secs(10),
            tls: None,
            tls_names: Vec::new(),
        }
    }
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
    /// The database can't be used.
    #[error("--data {path}")]
    Data {
        /// Its file.
        path: PathBuf,
        /// What is wrong with it.
        #[source]
        source: StorageError,
    },
    /// The file to begin with can't be read.
    #[error("--load {path}")]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: std::io::Error,
    },
    /// The file to begin with can't be used.
    #[error("--load {path}")]
    Load {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        #[source]
        source: LoadError,
    },
    /// https can't be set up.
    #[error("--tls")]
    Tls(#[from] TlsError),
}

/// A running emulator; dropping it stops it.
#[derive(Debug)]
pub struct Emulator {
    address: SocketAddr,
    scheme: &'static str,
    stop: tokio_util::sync::DropGuard,
}

impl Emulator {
    /// Listens and serves until it is stopped or dropped. Needs a tokio runtime.
    ///
    /// # Errors
    /// When it can't listen, or one of the files can't be used.
    pub async fn start(options: Options, clock: Arc<dyn Clock>) -> Result<Self, StartError> {
        let engine = engine(&options, clock.clone())?;
        let failed = |source| StartError::Listen { address: options.listen, source };
        let listener = TcpListener::bind(options.listen).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let acceptor = match &options.tls {
            Some(path) => Some(tls::acceptor(path, address.ip(), &options.tls_names)?),
            None => None,
        };
        let scheme = if acceptor.is_some() { "https" } else { "http" };
        let router = http::router(Arc::new(Shared {
            engine: Mutex::new(engine),
            faults: Mutex::new(Faults::new(options.faults, options.fault_seed)),
            requests: Mutex::default(),
            keys: Keys::new(&options.api_keys),
            is_exposed: !address.ip().is_loopback(),
            quirks: options.quirks,
            latency: options.latency,
            clock,
        }));
        let stop = CancellationToken::new();
        tokio::spawn(accept(listener, acceptor, router, stop.clone()));
        Ok(Self { address, scheme, stop: stop.drop_guard() })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where it listens, as a URL.
    pub fn url(&self) -> String {
        format!("{}://{}", self.scheme, self.address)
    }

    /// The URL for clients on this machine: an address that stands for all of them is no place to connect to.
    pub fn local_url(&self) -> String {
        let loopback: IpAddr = match self.address {
            SocketAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
            SocketAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
        };
        let ip = if self.address.ip().is_unspecified() { loopback } else { self.address.ip() };
        format!("{}://{}", self.scheme, SocketAddr::new(ip, self.address.port()))
    }

    /// Stops listening and ends every connection.
    pub fn stop(self) {
        drop(self.stop);
    }
}

fn engine(options: &Options, clock: Arc<dyn Clock>) -> Result<Engine, StartError> {
    let running = i64::try_from(options.job_duration.as_secs()).unwrap_or(i64::from(u32::MAX));
    let durations = Durations { running: running.min(i64::from(u32::MAX)) };
    let mut engine = Engine::new(options.quirks.clone(), clock, durations, options.known_databases);
    if let Some(path) = &options.data {
        let failed = |source| StartError::Data { path: path.clone(), source };
        engine.attach(Storage::open(path).map_err(failed)?).map_err(failed)?;
    }
    if let Some(path) = &options.load {
        let text = std::fs::read(path).map_err(|source| StartError::Read { path: path.clone(), source })?;
        let failed = |source| StartError::Load { path: path.clone(), source };
        engine.seed(load::read(&text).map_err(failed)?).map_err(failed)?;
    }
    Ok(engine)
}

async fn accept(
    listener: TcpListener,
    acceptor: Option<TlsAcceptor>,
    router: axum::Router,
    stop: CancellationToken,
) {
    loop {
        let accepted = tokio::select! {
            () = stop.cancelled() => return,
            accepted = listener.accept() => accepted,
        };
        // A connection that ended before it began.
        let Ok((stream, _)) = accepted else { continue };
        let (acceptor, router, stop) = (acceptor.clone(), router.clone(), stop.clone());
        tokio::spawn(async move {
            tokio::select! {
                () = stop.cancelled() => {}
                () = connection(stream, acceptor, router) => {}
            }
        });
    }
}

async fn connection(stream: TcpStream, acceptor: Option<TlsAcceptor>, router: axum::Router) {
    let _ = stream.set_nodelay(true);
    let socket = Socket::new(stream);
    let reset = socket.reset();
    match acceptor {
        None => serve(socket, reset, router).await,
        Some(acceptor) => {
            // A client that does not trust us has gone.
            if let Ok(stream) = acceptor.accept(socket).await {
                serve(stream, reset, router).await;
            }
        }
    }
}
