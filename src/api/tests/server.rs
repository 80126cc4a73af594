//! A server that keeps what it got and answers bytes as they stand in a test.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What to answer to a request.
pub(super) enum Reply {
    /// These bytes, then the end of the connection.
    Bytes(Vec<u8>),
    /// These bytes, then nothing any more.
    Stall(Vec<u8>),
    /// Bytes after the test has let them go.
    After(Arc<tokio::sync::Notify>, Vec<u8>),
}

/// Ends with the test's runtime.
pub(super) struct Server {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Answers each request by its text.
    pub(super) async fn start(reply: impl Fn(&str) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let requests: Arc<Mutex<Vec<String>>> = Arc::default();
        let (kept, reply) = (Arc::clone(&requests), Arc::new(reply));
        tokio::spawn(async move {
            loop {
                let (mut stream, _) = listener.accept().await.unwrap();
                let (kept, reply) = (Arc::clone(&kept), Arc::clone(&reply));
                tokio::spawn(async move {
                    let Some(request) = read(&mut stream).await else { return };
                    kept.lock().unwrap().push(request.clone());
                    let _ = match reply(&request) {
                        Reply::Bytes(bytes) => stream.write_all(&bytes).await,
                        Reply::Stall(bytes) => {
                            let _ = stream.write_all(&bytes).await;
                            std::future::pending().await
                        }
                        Reply::After(go, bytes) => {
                            go.notified().await;
                            stream.write_all(&bytes).await
                        }
                    };
                });
            }
        });
        Self { address, requests }
    }

    /// Always the same answer.
    pub(super) async fn always(bytes: impl Into<Vec<u8>>) -> Self {
        let bytes = bytes.into();
        Self::start(move |_| Reply::Bytes(bytes.clone())).await
    }

    pub(super) fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(super) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

/// Head and body; None when the client went away.
async fn read(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    let mut expected = usize::MAX;
    while bytes.len() < expected {
        let mut part = vec![0; 1 << 16];
        let count = stream.read(&mut part).await.ok().filter(|count| *count > 0)?;
        bytes.extend_from_slice(&part[..count]);
        if expected == usize::MAX
            && let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n")
        {
            let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
            expected = end + 4 + length.map_or(0, |length| length.parse().unwrap());
        }
    }
    Some(String::from_utf8(bytes).unwrap())
}

/// An answer with a length.
pub(super) fn answer(status: &str, kind: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: {kind}\r\nconnection: close\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

/// A 200 with JSON.
pub(super) fn json(body: &str) -> Vec<u8> {
    answer("200 OK", "application/json; charset=utf-8", body)
}
