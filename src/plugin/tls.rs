//! AutoMTLS: a certificate of our own, and one client certificate, which is pinned.
//!
//! Terraform's client certificate is a P-521 certificate authority and the leaf at once. webpki, and with it tonic's
//! own TLS, refuses such a leaf; `ring` cannot check P-521 signatures. So the pin is our own, on aws-lc-rs: the very
//! certificate of `PLUGIN_CLIENT_CERT`, and a signature that proves its key.

use std::sync::Arc;

use rcgen::{CertificateParams, KeyPair, PKCS_ECDSA_P256_SHA256};
use rustls::client::danger::HandshakeSignatureValid;
use rustls::crypto::{WebPkiSupportedAlgorithms, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, UnixTime};
use rustls::server::NoServerSessionStorage;
use rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use rustls::{
    CertificateError, DigitallySignedStruct, DistinguishedName, Error as TlsError, ServerConfig,
    SignatureScheme,
};
use tokio_rustls::TlsAcceptor;

use super::Error;

/// This process's side of AutoMTLS.
pub(super) struct Tls {
    /// Accepts the pinned client and nobody else.
    pub(super) acceptor: TlsAcceptor,
    /// What the host is told to expect.
    pub(super) certificate: CertificateDer<'static>,
}

impl Tls {
    /// Makes a fresh certificate for `localhost` (P-256: fast to make, known to every client) and pins `client`.
    pub(super) fn new(client: CertificateDer<'static>) -> Result<Self, Error> {
        let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).map_err(Error::Certificate)?;
        let certificate = CertificateParams::new(["localhost".to_owned()])
            .and_then(|parameters| parameters.self_signed(&key))
            .map_err(Error::Certificate)?
            .der()
            .clone();
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let pin = Pin { client, algorithms: provider.signature_verification_algorithms };
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_protocol_versions(&[&rustls::version::TLS13, &rustls::version::TLS12])
            .map_err(Error::Tls)?
            .with_client_cert_verifier(Arc::new(pin))
            .with_single_cert(vec![certificate.clone()], PrivateKeyDer::Pkcs8(key.serialize_der().into()))
            .map_err(Error::Tls)?;
        // Newer hosts end a connection on which HTTP/2 was not agreed upon.
        config.alpn_protocols = vec![b"h2".to_vec()];
        // A host connects once: every handshake is whole and checks the pin.
        config.session_storage = Arc::new(NoServerSessionStorage {});
        config.send_tls13_tickets = 0;
        Ok(Self { acceptor: TlsAcceptor::from(Arc::new(config)), certificate })
    }
}

/// Accepts exactly one certificate. Its dates, usages and path don't matter: the host made it for this process.
#[derive(Debug)]
struct Pin {
    client: CertificateDer<'static>,
    algorithms: WebPkiSupportedAlgorithms,
}

impl ClientCertVerifier for Pin {
    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        &[]
    }

    fn verify_client_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _now: UnixTime,
    ) -> Result<ClientCertVerified, TlsError> {
        if *end_entity == self.client {
            return Ok(ClientCertVerified::assertion());
        }
        Err(TlsError::InvalidCertificate(CertificateError::ApplicationVerificationFailure))
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, TlsError> {
        verify_tls12_signature(message, certificate, signature, &self.algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, TlsError> {
        verify_tls13_signature(message, certificate, signature, &self.algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.algorithms.supported_schemes()
    }
}
