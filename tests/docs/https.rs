//! A directory behind https on loopback: a web server as a network mirror needs it, and as the doctor meets it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use rcgen::CertificateParams;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// A certificate for this machine that is valid now.
pub(crate) fn of_this_machine() -> CertificateParams {
    CertificateParams::new(["localhost".to_owned(), "127.0.0.1".to_owned()]).expect("names")
}

/// Serves `directory` until the test's process ends, with a certificate that vouches for itself and goes to `ca`; gives
/// the base URL.
pub(crate) fn serve(directory: &Path, ca: &Path, certificate: &CertificateParams) -> String {
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
    let directory = directory.to_owned();
    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let (config, directory) = (Arc::clone(&config), directory.clone());
            thread::spawn(move || {
                let connection = ServerConnection::new(config).expect("a connection");
                answer(StreamOwned::new(connection, stream), &directory)
            });
        }
    });
    url
}

fn answer(mut stream: StreamOwned<ServerConnection, TcpStream>, directory: &Path) -> Option<()> {
    let mut line = String::new();
    let mut reader = BufReader::new(&mut stream);
    reader.read_line(&mut line).ok()?;
    let mut header = String::new();
    while reader.read_line(&mut header).ok()? > 2 {
        header.clear();
    }
    let path: PathBuf = directory.join(line.split(' ').nth(1)?.trim_start_matches('/'));
    let mut body = Vec::new();
    let status = match std::fs::File::open(&path).and_then(|mut file| file.read_to_end(&mut body)) {
        Ok(_) => "200 OK",
        Err(_) => "404 Not Found",
    };
    let kind = if path.extension().is_some_and(|end| end == "json") {
        "application/json"
    } else {
        "application/zip"
    };
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(&body).ok()?;
    stream.conn.send_close_notify();
    stream.flush().ok()
}
