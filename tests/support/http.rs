//! As much of an HTTP client as the suites need: one request, one connection, the whole answer.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// An answer: status and body as they came.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
}

/// Sends one request to `address` (`host:port`) with a form body; HTTP/1.0, so that the answer ends with the connection.
pub(crate) fn send(address: &str, method: &str, path: &str, key: &str, form: &[(&str, &str)]) -> Answer {
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
    let mut stream =
        TcpStream::connect(address).unwrap_or_else(|error| panic!("no answer at {address}: {error}"));
    stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a timeout can be set");
    let head = format!(
        "{method} {path} HTTP/1.0\r\nHost: {address}\r\nAuthorization: TD1 {key}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).expect("the request can be sent");
    stream.write_all(body.as_bytes()).expect("the body can be sent");
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).expect("the answer can be read");
    let text = String::from_utf8_lossy(&bytes);
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no HTTP answer: {text}"));
    let status = head.split(' ').nth(1).and_then(|code| code.parse().ok());
    Answer { status: status.unwrap_or_else(|| panic!("no status in {head}")), body: body.to_owned() }
}
