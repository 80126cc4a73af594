//! `--tls`: a certificate authority of its own for each run, which clients are told to trust.

use std::net::IpAddr;
use std::path::Path;
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, KeyUsagePurpose};
use rustls::ServerConfig;
use rustls::pki_types::PrivateKeyDer;
use tokio_rustls::TlsAcceptor;

/// Why https could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// The certificates could not be made.
    #[error("can't make a certificate")]
    Certificate(#[from] rcgen::Error),
    /// They could not be used.
    #[error("can't use the certificate made")]
    Config(#[from] rustls::Error),
    /// The authority's certificate could not be written.
    #[error("can't write the certificate authority's certificate to {path}")]
    Write {
        /// Where to.
        path: std::path::PathBuf,
        /// What the system says.
        #[source]
        source: std::io::Error,
    },
}

/// A server certificate for this machine's names, the listening address and `names`; its authority goes to `path`.
pub(crate) fn acceptor(path: &Path, listen: IpAddr, names: &[String]) -> Result<TlsAcceptor, TlsError> {
    let authority_key = KeyPair::generate()?;
    let mut authority = CertificateParams::new(Vec::new())?;
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    authority.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    authority.distinguished_name.push(DnType::CommonName, "Schedules emulator's authority");
    let authority_certificate = authority.self_signed(&authority_key)?;
    let issuer = Issuer::new(authority, authority_key);

    let key = KeyPair::generate()?;
    let mut subjects: Vec<String> = ["localhost", "127.0.0.1", "::1"].map(str::to_owned).into();
    subjects.extend(names.iter().cloned());
    if !listen.is_unspecified() {
        subjects.push(listen.to_string());
    }
    let mut server = CertificateParams::new(subjects)?;
    server.distinguished_name.push(DnType::CommonName, "Schedules emulator");
    let certificate = server.signed_by(&key, &issuer)?;

    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let private_key = PrivateKeyDer::Pkcs8(key.serialize_der().into());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], private_key)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    std::fs::write(path, authority_certificate.pem())
        .map_err(|source| TlsError::Write { path: path.to_owned(), source })?;
    Ok(TlsAcceptor::from(Arc::new(config)))
}
