//! A directory behind https on loopback: a web server as a network mirror needs it, and as the doctor meets it.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::thread;

use rcgen::CertificateParams;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// A certificate for this machine that is valid now.
pub(crate) fn of_this_machine() -> CertificateParams {
    CertificateParams::new(["localhost".to_owned(), "127.0.0.1".to_owned()]).expect("names")
}

/// What a path holds.
pub(crate) struct Found {
    /// Its Content-Type.
    pub(crate) kind: String,
    /// More headers, each with its end of line.
    pub(crate) more: String,
    pub(crate) body: Vec<u8>,
}

/// Serves `directory` until the test's process ends, with a certificate that vouches for itself and goes to `ca`; gives
/// the base URL.
pub(crate) fn serve(directory: &Path, ca: &Path, certificate: &CertificateParams) -> String {
    let directory = directory.to_owned();
    serve_what(ca, certificate, move |path| {
        let path = directory.join(path);
        let is_json = path.extension().is_some_and(|end| end == "json");
        let kind = if is_json { "application/json" } else { "application/zip" };
        Some(Found { kind: kind.to_owned(), more: String::new(), body: std::fs::read(&path).ok()? })
    })
}

/// The same for what `find` finds under a path.
pub(crate) fn serve_what(
    ca: &Path,
    certificate: &CertificateParams,
    find: impl Fn(&str) -> Option<Found> + Send + Sync + 'static,
) -> String {
    let find = Arc::new(find);
    let key = rcgen::KeyPair::generate().expect("a key can be made");
    let made = certificate.self_signed(&key).expect("a certificate can be made");
    std::fs::write(ca, made.pem()).expect("it can be written");
    let key = rustls::pki_types::PrivateKeyDer::try_from(key.serialize_der()).expect("a key");
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![made.der().clone()], key)
        .expect("a server with this certificate");
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let url = format!("https://{}/", listener.local_addr().expect("it has an address"));
    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let (config, find) = (Arc::clone(&config), Arc::clone(&find));
            thread::spawn(move || {
                let connection = ServerConnection::new(config).expect("a connection");
                answer(StreamOwned::new(connection, stream), &*find)
            });
        }
    });
    url
}

fn answer(
    mut stream: StreamOwned<ServerConnection, TcpStream>,
    find: &dyn Fn(&str) -> Option<Found>,
) -> Option<()> {
    let mut line = String::new();
    let mut reader = BufReader::new(&mut stream);
    reader.read_line(&mut line).ok()?;
    let mut header = String::new();
    while reader.read_line(&mut header).ok()? > 2 {
        header.clear();
    }
    let (status, found) = match find(line.split(' ').nth(1)?.trim_start_matches('/')) {
        Some(found) => ("200 OK", found),
        None => ("404 Not Found", Found { kind: "text/plain".into(), more: String::new(), body: Vec::new() }),
    };
    let Found { kind, more, body } = found;
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n{more}Connection: close\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).ok()?;
    if !line.starts_with("HEAD ") {
        stream.write_all(&body).ok()?;
    }
    stream.conn.send_close_notify();
    stream.flush().ok()
}
