//! One connection: HTTP/1.1 over a socket that an answer can have reset.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use axum::Router;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tower::ServiceExt;

/// Asks for the connection to be reset in place of an answer. Every request carries it as an extension.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reset(Arc<AtomicBool>);

impl Reset {
    pub(crate) fn ask(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    pub(crate) fn asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// A socket that, once asked, ends with a reset and not with an orderly end.
#[derive(Debug)]
pub(crate) struct Socket {
    stream: TcpStream,
    reset: Reset,
}

impl Socket {
    pub(crate) fn new(stream: TcpStream) -> Self {
        Self { stream, reset: Reset::default() }
    }

    pub(crate) fn reset(&self) -> Reset {
        self.reset.clone()
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        if self.reset.asked() {
            // With no time to linger, the system sends RST.
            let _ = self.stream.set_zero_linger();
        }
    }
}

impl AsyncRead for Socket {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl AsyncWrite for Socket {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, buf)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.reset.asked() {
            return Poll::Ready(Ok(()));
        }
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

/// Serves one connection until the client has enough or a reset is asked for.
pub(crate) async fn serve(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    reset: Reset,
    router: Router,
) {
    let service = tower::service_fn(move |mut request: axum::http::Request<_>| {
        let (reset, router) = (reset.clone(), router.clone());
        async move {
            request.extensions_mut().insert(reset.clone());
            let response = router.oneshot(request).await.unwrap_or_else(|never| match never {});
            if reset.asked() { Err(io::Error::from(io::ErrorKind::ConnectionReset)) } else { Ok(response) }
        }
    });
    let connection = TokioIo::new(stream);
    // A client that goes away is no news.
    let _ = Builder::new(TokioExecutor::new())
        .http1_only()
        .serve_connection(connection, TowerToHyperService::new(service))
        .await;
}
