//! A proxy that stands in for every host of the internet: whoever asks it for one talks to the emulator, over TLS.

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::ServerConfig;
use rustls::pki_types::PrivateKeyDer;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

/// A running proxy; it ends with the test's process.
pub(crate) struct Sites {
    url: String,
    heads: Arc<Mutex<Vec<String>>>,
}

impl Sites {
    /// A proxy before the emulator at `target` (`host:port`) whose certificates an authority vouches for that goes, as
    /// PEM, to `ca`.
    pub(crate) fn before(target: &str, ca: &Path) -> Self {
        let authority_key = KeyPair::generate().expect("a key can be made");
        let mut authority = CertificateParams::new(Vec::new()).expect("no names");
        authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let made = authority.self_signed(&authority_key).expect("a certificate can be made");
        std::fs::write(ca, made.pem()).expect("it can be written");
        let issuer = Arc::new(Issuer::new(authority, authority_key));
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        listener.set_nonblocking(true).expect("it can be told");
        let url = format!("http://{}", listener.local_addr().expect("it has an address"));
        let heads = Arc::<Mutex<Vec<String>>>::default();
        let (kept, target) = (Arc::clone(&heads), target.to_owned());
        thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.expect("a runtime").block_on(async move {
                let listener = TcpListener::from_std(listener).expect("a listener");
                while let Ok((stream, _)) = listener.accept().await {
                    tokio::spawn(tunnel(stream, target.clone(), Arc::clone(&issuer), Arc::clone(&kept)));
                }
            });
        });
        Self { url, heads }
    }

    /// The proxy's URL.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// The heads of the requests to the proxy itself since the last call: `CONNECT HOST:PORT` and what follows.
    pub(crate) fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.heads.lock().expect("no writer panicked"))
    }
}

async fn tunnel(
    mut client: TcpStream,
    target: String,
    issuer: Arc<Issuer<'static, KeyPair>>,
    heads: Arc<Mutex<Vec<String>>>,
) -> Option<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(client.read_u8().await.ok()?);
    }
    let head = String::from_utf8(head).ok()?;
    let host = head.strip_prefix("CONNECT ")?.split([' ', ':']).next()?.to_owned();
    heads.lock().expect("no writer panicked").push(head);
    client.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await.ok()?;
    let key = KeyPair::generate().ok()?;
    let certificate = CertificateParams::new([host]).ok()?.signed_by(&key, &issuer).ok()?;
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .ok()?
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], PrivateKeyDer::Pkcs8(key.serialize_der().into()))
        .ok()?;
    let mut client = TlsAcceptor::from(Arc::new(config)).accept(client).await.ok()?;
    let mut server = TcpStream::connect(target).await.ok()?;
    tokio::io::copy_bidirectional(&mut client, &mut server).await.ok().map(drop)
}
