//! Where the host connects: a private Unix socket, or TCP on loopback where there are no Unix sockets.

use std::io;
use std::ops::RangeInclusive;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;

use super::Error;

/// An accepted connection's bytes.
pub(super) trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}

impl<S: AsyncRead + AsyncWrite + Send + Unpin> Stream for S {}

/// A listening socket. Dropping it closes it and removes its file and directory.
#[derive(Debug)]
pub(super) enum Listener {
    /// A private Unix socket.
    #[cfg(unix)]
    Unix(super::socket::PrivateSocket),
    /// TCP on loopback: any local user may connect, so only ever with TLS.
    Tcp(TcpListener),
}

impl Listener {
    /// Takes the first free port of the range on loopback; `0..=0` is any port.
    pub(super) async fn tcp(ports: RangeInclusive<u16>) -> Result<Self, Error> {
        let (first, last) = (*ports.start(), *ports.end());
        let mut failed = io::Error::from(io::ErrorKind::AddrInUse);
        for port in ports {
            match TcpListener::bind(("127.0.0.1", port)).await {
                Ok(listener) => return Ok(Self::Tcp(listener)),
                Err(error) => failed = error,
            }
        }
        Err(Error::Port { first, last, source: failed })
    }

    /// Network and address in the handshake's words.
    pub(super) fn address(&self) -> io::Result<(&'static str, String)> {
        Ok(match self {
            #[cfg(unix)]
            Self::Unix(socket) => ("unix", socket.path().to_owned()),
            Self::Tcp(listener) => ("tcp", listener.local_addr()?.to_string()),
        })
    }

    /// Removes, in the background, what killed processes left beside this one's socket.
    pub(super) fn remove_stale_sockets(&self) {
        #[cfg(unix)]
        if let Self::Unix(socket) = self {
            let parent = socket.parent().to_owned();
            tokio::task::spawn_blocking(move || super::stale_sockets::remove(&parent));
        }
    }

    /// Waits for the next connection.
    pub(super) async fn accept(&self) -> io::Result<Box<dyn Stream>> {
        match self {
            #[cfg(unix)]
            Self::Unix(socket) => Ok(Box::new(socket.accept().await?)),
            Self::Tcp(listener) => {
                let (stream, _) = listener.accept().await?;
                // Small answers would else wait 40 ms for the host's delayed acknowledgement.
                stream.set_nodelay(true)?;
                Ok(Box::new(stream))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn tcp_takes_the_next_port_when_one_is_taken() {
        let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let first = taken.local_addr().unwrap().port();
        let listener = Listener::tcp(first..=u16::MAX).await.unwrap();
        let (network, address) = listener.address().unwrap();
        assert_eq!(network, "tcp");
        assert!(address.strip_prefix("127.0.0.1:").unwrap().parse::<u16>().unwrap() > first);
    }

    #[tokio::test]
    async fn tcp_says_which_ports_were_taken() {
        let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = taken.local_addr().unwrap().port();
        let error = Listener::tcp(port..=port).await.unwrap_err();
        assert!(matches!(error, Error::Port { first, last, .. } if first == port && last == port));
    }
}
