//! A server that gives every request the same answer: what stands at a wrong host.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread;
use tokio::net::TcpSocket;

/// Starts one on a free port for the rest of the test's process and gives its base URL. `status` is such as `404 Not Found`.
pub(crate) fn answer_always(status: &'static str, content_type: &'static str, body: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("it has an address"));
    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            thread::spawn(move || serve(&stream, status, content_type, body));
        }
    });
    url
}

/// A port on loopback that is taken, so that no other test gets it, but at which nobody listens.
pub(crate) struct Nobody(TcpSocket);

impl Nobody {
    /// Takes a port until it is dropped.
    pub(crate) fn hold() -> Self {
        let socket = TcpSocket::new_v4().expect("a socket");
        socket.bind(SocketAddr::from(([127, 0, 0, 1], 0))).expect("a free port");
        Self(socket)
    }

    /// The base URL.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.0.local_addr().expect("it has an address"))
    }
}

fn serve(stream: &TcpStream, status: &str, content_type: &str, body: &str) -> Option<()> {
    let mut reader = BufReader::new(stream);
    let mut length = 0;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().ok()?;
        }
        if line.trim().is_empty() {
            break;
        }
    }
    std::io::copy(&mut reader.take(length), &mut std::io::sink()).ok()?;
    let answer = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    let mut writer = stream;
    writer.write_all(answer.as_bytes()).ok()
}
