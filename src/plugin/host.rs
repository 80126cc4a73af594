//! What the host (Terraform, OpenTofu) asks for in the environment.

use std::ffi::OsString;
use std::ops::RangeInclusive;
use std::path::PathBuf;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

use super::Error;

/// Terraform's and OpenTofu's magic cookie: no secret, it only tells a host from a person at a shell.
const COOKIE: (&str, &str) =
    ("TF_PLUGIN_MAGIC_COOKIE", "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2");

/// What the host asks for.
#[derive(Debug)]
pub(super) struct Host {
    /// The one certificate that may connect. None: the host speaks no TLS.
    pub(super) client_certificate: Option<CertificateDer<'static>>,
    /// Where TCP may listen; `0..=0` is any port.
    pub(super) ports: RangeInclusive<u16>,
    /// Where the socket's directory is to be made.
    pub(super) socket_directory: Option<PathBuf>,
    /// The group, by name or number, that may use the socket too.
    pub(super) socket_group: Option<String>,
    /// The host knows the seventh field of the handshake. Older ones would take it as a part of the certificate.
    pub(super) knows_multiplexing: bool,
}

impl Host {
    /// Reads the environment through `variable`; an empty variable counts as unset.
    pub(super) fn read(variable: impl Fn(&str) -> Option<OsString>) -> Result<Self, Error> {
        let variable = |name: &str| variable(name).filter(|value| !value.is_empty());
        let text = |name: &str| variable(name).and_then(|value| value.into_string().ok());
        if text(COOKIE.0).as_deref() != Some(COOKIE.1) {
            return Err(Error::Cookie);
        }
        let client_certificate = variable("PLUGIN_CLIENT_CERT")
            .map(|pem| CertificateDer::from_pem_slice(pem.as_encoded_bytes()))
            .transpose()
            .map_err(Error::ClientCertificate)?;
        let port = |name| text(name).and_then(|port| port.parse().ok()).unwrap_or(0);
        let (first, last) = (port("PLUGIN_MIN_PORT"), port("PLUGIN_MAX_PORT"));
        Ok(Self {
            client_certificate,
            ports: first..=last.max(first),
            socket_directory: variable("PLUGIN_UNIX_SOCKET_DIR").map(PathBuf::from),
            socket_group: text("PLUGIN_UNIX_SOCKET_GROUP"),
            knows_multiplexing: variable("PLUGIN_MULTIPLEX_GRPC").is_some(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(extra: &[(&str, &str)]) -> Result<Host, Error> {
        let mut all = vec![COOKIE];
        all.extend_from_slice(extra);
        Host::read(|name| all.iter().rev().find(|(key, _)| *key == name).map(|(_, value)| value.into()))
    }

    #[test]
    fn a_wrong_cookie_is_no_host() {
        assert!(matches!(read(&[(COOKIE.0, "yes")]), Err(Error::Cookie)));
        assert!(matches!(read(&[(COOKIE.0, "")]), Err(Error::Cookie)));
    }

    #[test]
    fn empty_variables_count_as_unset() {
        let host =
            read(&[("PLUGIN_CLIENT_CERT", ""), ("PLUGIN_MULTIPLEX_GRPC", ""), ("PLUGIN_MIN_PORT", "")]);
        let host = host.unwrap();
        assert!(host.client_certificate.is_none());
        assert!(!host.knows_multiplexing);
        assert_eq!(host.ports, 0..=0);
    }

    #[test]
    fn a_certificate_is_read_with_any_line_ends() {
        let pem = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap().cert.pem();
        let unix = pem.replace("\r\n", "\n");
        let windows = unix.replace('\n', "\r\n");
        let read = |pem: &str| read(&[("PLUGIN_CLIENT_CERT", pem)]).unwrap().client_certificate.unwrap();
        assert_eq!(read(&unix), read(&windows));
    }

    #[test]
    fn a_certificate_that_is_none_is_an_error() {
        assert!(matches!(read(&[("PLUGIN_CLIENT_CERT", "x")]), Err(Error::ClientCertificate(_))));
    }

    #[test]
    fn a_port_range_the_wrong_way_round_is_its_first_port() {
        assert_eq!(read(&[("PLUGIN_MIN_PORT", "10"), ("PLUGIN_MAX_PORT", "5")]).unwrap().ports, 10..=10);
    }
}
