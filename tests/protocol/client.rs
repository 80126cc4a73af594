//! A host's side of the socket: bytes, TLS, gRPC.

use std::io;
use std::sync::Arc;

use hyper_util::rt::TokioIo;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::sign::CertifiedKey;
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error as TlsError, SignatureScheme,
    SupportedProtocolVersion,
};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpStream, UnixStream};
use tokio_rustls::TlsConnector;
use tonic::Status;
use tonic::transport::{Channel, Endpoint};
use tonic_health::pb::HealthCheckRequest;
use tonic_health::pb::health_check_response::ServingStatus;
use tonic_health::pb::health_client::HealthClient;

use crate::certificate::Certificate;
use crate::go_plugin::Empty;
use crate::go_plugin::grpc_controller_client::GrpcControllerClient;
use crate::patience::soon;
use crate::plugin_process::Handshake;

/// A connection's bytes.
pub(crate) trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}
impl<S: AsyncRead + AsyncWrite + Send + Unpin> Stream for S {}

/// Connects, without a word.
pub(crate) async fn dial(handshake: &Handshake) -> io::Result<Box<dyn Stream>> {
    Ok(match handshake.network.as_str() {
        "unix" => Box::new(UnixStream::connect(&handshake.address).await?),
        "tcp" => Box::new(TcpStream::connect(&handshake.address).await?),
        other => panic!("a network that no host knows: {other}"),
    })
}

/// gRPC over a new connection; `tls` None is plaintext.
pub(crate) async fn channel(
    handshake: &Handshake,
    tls: Option<ClientConfig>,
) -> Result<Channel, tonic::transport::Error> {
    let (handshake, tls) = (handshake.clone(), tls.map(Arc::new));
    let connect = tower::service_fn(move |_| {
        let (handshake, tls) = (handshake.clone(), tls.clone());
        async move {
            let stream = dial(&handshake).await?;
            let stream: Box<dyn Stream> = match tls {
                None => stream,
                Some(config) => {
                    let name = ServerName::try_from("localhost").unwrap();
                    Box::new(TlsConnector::from(config).connect(name, stream).await?)
                }
            };
            io::Result::Ok(TokioIo::new(stream))
        }
    });
    soon("connecting", Endpoint::from_static("http://localhost").connect_with_connector(connect)).await
}

/// gRPC as Terraform speaks it to a plugin that it gave this certificate.
pub(crate) async fn terraform(handshake: &Handshake, certificate: &Certificate) -> Channel {
    channel(handshake, Some(tls(handshake, &Client::With(certificate), &[&rustls::version::TLS13])))
        .await
        .unwrap()
}

/// Whom the client claims to be.
pub(crate) enum Client<'a> {
    /// Nobody.
    Nobody,
    /// The owner of a certificate.
    With(&'a Certificate),
    /// Somebody who shows the first certificate, and has the second one's key only.
    Thief(&'a Certificate, &'a Certificate),
}

/// A client that trusts the handshake's certificate only.
pub(crate) fn tls(
    handshake: &Handshake,
    client: &Client<'_>,
    versions: &[&'static SupportedProtocolVersion],
) -> ClientConfig {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let server = handshake.certificate.clone().expect("a certificate in the handshake");
    let config = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_protocol_versions(versions)
        .unwrap()
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(OnlyServer { server, provider: Arc::clone(&provider) }));
    let shown = |shown: &Certificate, key: &Certificate| {
        let key = provider.key_provider.load_private_key(key.key()).unwrap();
        let key = Arc::new(CertifiedKey::new(vec![shown.der.clone()], key));
        Arc::new(rustls::sign::SingleCertAndKey::from(key))
    };
    let mut config = match client {
        Client::Nobody => config.with_no_client_auth(),
        Client::With(own) => config.with_client_cert_resolver(shown(own, own)),
        Client::Thief(other, own) => config.with_client_cert_resolver(shown(other, own)),
    };
    config.alpn_protocols = vec![b"h2".to_vec()];
    config
}

/// Checks the server as Go does: the very certificate, named localhost. webpki would refuse go-plugin's own, which is
/// authority and leaf at once.
#[derive(Debug)]
struct OnlyServer {
    server: CertificateDer<'static>,
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for OnlyServer {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, TlsError> {
        if *end_entity != self.server {
            return Err(TlsError::InvalidCertificate(CertificateError::UnknownIssuer));
        }
        rustls::client::verify_server_name(&ParsedCertificate::try_from(end_entity)?, name)?;
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, TlsError> {
        verify_tls12_signature(
            message,
            certificate,
            signature,
            &self.provider.signature_verification_algorithms,
        )
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, TlsError> {
        verify_tls13_signature(
            message,
            certificate,
            signature,
            &self.provider.signature_verification_algorithms,
        )
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

/// Whether the plugin says of itself that it serves.
pub(crate) async fn health(channel: &Channel) -> Result<(), Status> {
    let request = HealthCheckRequest { service: "plugin".to_owned() };
    let answer = soon("a health check", HealthClient::new(channel.clone()).check(request)).await?;
    assert_eq!(answer.into_inner().status, i32::from(ServingStatus::Serving as u8));
    Ok(())
}

/// Tells the plugin to end, as Terraform does.
pub(crate) async fn shutdown(channel: Channel) -> Result<(), Status> {
    soon("the answer to Shutdown", GrpcControllerClient::new(channel).shutdown(Empty {})).await.map(drop)
}
