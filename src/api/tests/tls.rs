use std::sync::Arc;

use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use super::server::json;
use super::*;
use crate::api::{ConnectErrorKind, ErrorKind};

/// A list over TLS; gives the endpoint and the PEM of the certificate that vouches for itself.
async fn server() -> (String, String) {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("https://localhost:{}", listener.local_addr().unwrap().port());
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            let Ok(mut stream) = acceptor.accept(stream).await else { continue };
            // A request without a body fits into one read.
            let _ = stream.read(&mut [0; 4096]).await;
            let _ = stream.write_all(&json(r#"{"schedules":[]}"#)).await;
            let _ = stream.shutdown().await;
        }
    });
    (endpoint, made.cert.pem())
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_is_refused_with_the_reason() {
    let (endpoint, _) = server().await;
    let error = Client::new(config(&endpoint)).list(&call()).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Connect { fault: ConnectErrorKind::Tls, .. }), "{error:?}");
    assert!(error.to_string().contains("the TLS handshake failed (invalid peer certificate: "), "{error}");
}

#[tokio::test]
async fn a_bundle_is_trusted_beside_the_systems_authorities() {
    let (endpoint, pem) = server().await;
    let mut config = config(&endpoint);
    config.ca_bundle = Some(pem);
    Client::new(config).list(&call()).await.unwrap();
}

#[tokio::test]
async fn a_server_that_speaks_no_tls_is_named_as_such() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("https://{}", listener.local_addr().unwrap());
    let plain = async {
        let (mut stream, _) = listener.accept().await.unwrap();
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await.unwrap();
        stream
    };
    let (client, call) = (Client::new(config(&endpoint)), call());
    let (result, _) = tokio::join!(client.list(&call), plain);
    let error = result.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Connect { fault: ConnectErrorKind::Tls, .. }), "{error:?}");
}
