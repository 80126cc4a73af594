//! The process as a server: for the host that started it, or for a debugger.

use std::future::Future;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tokio::task::{JoinError, JoinSet};
use tokio_util::sync::CancellationToken;
use tonic::service::Routes;

use super::connection::{Shared, drive};
use super::go_plugin::GoPlugin;
use super::host::Host;
use super::listener::Listener;
use super::tls::Tls;
use super::{Connection, Error, handshake, hclog, lifecycle, panics, reattach};

/// How long answers may take to leave once the server ends. Hosts wait for the process's end after Shutdown.
const LAST_ANSWERS: Duration = Duration::from_millis(20);
/// How long to wait when no connection can be accepted (no file descriptors left, say).
const ACCEPT_AGAIN: Duration = Duration::from_millis(50);

/// Serves the host that started this process, until it says Shutdown or dies. `make` makes the services of one
/// connection. Nothing is written to stdout but the handshake.
///
/// # Errors
/// [`Error::Cookie`] before anything else when no host started the process; else what kept it from serving, which the
/// host was told on stdout too.
pub async fn serve<M>(make: M) -> Result<(), Error>
where
    M: Fn(Connection) -> Routes + Send + Sync + 'static,
{
    let host = Host::read(|name| std::env::var_os(name));
    if let Err(Error::Cookie) = host {
        return Err(Error::Cookie);
    }
    let orphaned = lifecycle::orphaned();
    lifecycle::ignore_interrupt()?;
    hclog::install();
    panics::install();
    let started = match host {
        Ok(host) => start(&host).await,
        Err(error) => Err(error),
    };
    let (server, line) = match started {
        Ok(started) => started,
        Err(error) => {
            handshake::write(&handshake::refusal(&error))?;
            return Err(error);
        }
    };
    handshake::write(&line)?;
    server.listener.remove_stale_sockets();
    server.cancel_at(lifecycle::terminated()?);
    server.run(make, orphaned).await
}

/// Serves anybody who gets the text on stdout, without TLS, on a private Unix socket, until Ctrl-C or SIGTERM.
/// `addresses` are the provider's names in the hosts' registries.
///
/// # Errors
/// What kept it from serving; [`Error::Unprotected`] where there are no Unix sockets.
pub async fn debug<M>(addresses: &[&str], make: M) -> Result<(), Error>
where
    M: Fn(Connection) -> Routes + Send + Sync + 'static,
{
    hclog::install();
    let (interrupted, terminated) = (lifecycle::interrupted()?, lifecycle::terminated()?);
    let server = Server::new(private_socket(None, None)?, None).await;
    let (network, address) = server.listener.address().map_err(Error::Address)?;
    handshake::write(&reattach::text(addresses, std::process::id(), network, &address))?;
    let asked = async {
        tokio::select! {
            () = interrupted => {}
            () = terminated => {}
        }
    };
    server.run(make, asked).await
}

/// Listens as the host asks; also gives the handshake's line.
async fn start(host: &Host) -> Result<(Server, String), Error> {
    let listener = listen(host).await?;
    let tls = host.client_certificate.clone().map(Tls::new).transpose()?;
    let (network, address) = listener.address().map_err(Error::Address)?;
    let certificate = tls.as_ref().map(|tls| &tls.certificate);
    let line = handshake::line(network, &address, certificate, host.knows_multiplexing);
    Ok((Server::new(listener, tls).await, line))
}

async fn listen(host: &Host) -> Result<Listener, Error> {
    if cfg!(unix) {
        return private_socket(host.socket_directory.as_deref(), host.socket_group.as_deref());
    }
    if host.client_certificate.is_none() {
        return Err(Error::Unprotected);
    }
    Listener::tcp(host.ports.clone()).await
}

#[cfg(unix)]
fn private_socket(directory: Option<&Path>, group: Option<&str>) -> Result<Listener, Error> {
    super::socket::PrivateSocket::new(directory, group).map(Listener::Unix)
}

#[cfg(not(unix))]
fn private_socket(_directory: Option<&Path>, _group: Option<&str>) -> Result<Listener, Error> {
    Err(Error::Unprotected)
}

/// A listening server.
struct Server {
    listener: Listener,
    shared: Shared,
}

impl Server {
    async fn new(listener: Listener, tls: Option<Tls>) -> Self {
        let end = CancellationToken::new();
        let go_plugin = GoPlugin::new(end.clone()).await;
        let tls = tls.map(|tls| tls.acceptor);
        Self { listener, shared: Shared { tls, go_plugin, stop: CancellationToken::new(), end } }
    }

    /// What runs is cancelled when `asked` ends; the server stays.
    fn cancel_at(&self, asked: impl Future<Output = ()> + Send + 'static) {
        let stop = self.shared.stop.clone();
        tokio::spawn(async move {
            asked.await;
            tracing::info!("asked to terminate: cancelling what runs");
            stop.cancel();
        });
    }

    /// Serves every connection until Shutdown is called, `ending` ends or a connection's own task panics; then the
    /// socket is removed and open answers may leave.
    async fn run<M>(self, make: M, ending: impl Future<Output = ()>) -> Result<(), Error>
    where
        M: Fn(Connection) -> Routes + Send + Sync + 'static,
    {
        let Self { listener, shared } = self;
        let make = Arc::new(make);
        let mut ending = std::pin::pin!(ending);
        let mut connections = JoinSet::new();
        let mut result = Ok(());
        while result.is_ok() {
            tokio::select! {
                () = shared.end.cancelled() => break,
                () = &mut ending => break,
                Some(ended) = connections.join_next() => result = unless_panicked(ended),
                accepted = listener.accept() => match accepted {
                    Ok(stream) => {
                        let (shared, make) = (shared.clone(), Arc::clone(&make));
                        connections.spawn(async move { drive(shared, stream, |connection| make(connection)).await });
                    }
                    Err(error) => {
                        tracing::warn!(error = %error, "cannot accept a connection");
                        tokio::time::sleep(ACCEPT_AGAIN).await;
                    }
                },
            }
        }
        drop(listener);
        shared.stop.cancel();
        shared.end.cancel();
        let answered = async { while connections.join_next().await.is_some() {} };
        let _ = tokio::time::timeout(LAST_ANSWERS, answered).await;
        result
    }
}

fn unless_panicked(ended: Result<(), JoinError>) -> Result<(), Error> {
    match ended {
        Err(error) if error.is_panic() => Err(Error::Panicked),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
