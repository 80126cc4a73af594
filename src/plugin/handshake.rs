//! The one line on stdout that tells the host where to connect.

use std::error::Error as _;
use std::io::Write;

use base64::prelude::{BASE64_STANDARD_NO_PAD, Engine};
use rustls::pki_types::CertificateDer;

use super::{Error, PROTOCOL};
use crate::escape::log;
use crate::secret::redact;

/// go-plugin's own version, always 1.
const CORE: u8 = 1;

/// `CORE|PROTOCOL|NETWORK|ADDRESS|grpc|CERTIFICATE[|MULTIPLEXING]` with its line end. The certificate is DER in
/// base64 without padding, which Go's reader would refuse; multiplexing is known to newer hosts only, and not offered.
pub(super) fn line(
    network: &str,
    address: &str,
    certificate: Option<&CertificateDer<'_>>,
    knows_multiplexing: bool,
) -> String {
    let certificate = certificate.map(|der| BASE64_STANDARD_NO_PAD.encode(der)).unwrap_or_default();
    let multiplexing = if knows_multiplexing { "|false" } else { "" };
    format!("{CORE}|{PROTOCOL}|{network}|{address}|grpc|{certificate}{multiplexing}\n")
}

/// Gives the host a text: the handshake. Nothing else may ever be on stdout.
pub(super) fn write(text: &str) -> Result<(), Error> {
    let mut stdout = std::io::stdout().lock();
    stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()).map_err(Error::Stdout)
}

/// The line in place of a handshake when there can be none: hosts hide stderr, but show a line that they don't
/// understand ("Unrecognized remote plugin message").
pub(super) fn refusal(error: &Error) -> String {
    let mut text = format!("terraform-provider-td cannot start: {error}");
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(&format!(": {error}"));
        cause = error.source();
    }
    // A host shows it as it is.
    log(&redact(&text.replace(['|', '\n'], " "))).into_string() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_has_six_fields_and_a_certificate_without_padding() {
        let certificate = CertificateDer::from(vec![0xff, 0xfe, 0xfd, 0xfc]);
        assert_eq!(line("unix", "/tmp/s", Some(&certificate), false), "1|6|unix|/tmp/s|grpc|//79/A\n");
        assert_eq!(line("tcp", "127.0.0.1:10000", None, false), "1|6|tcp|127.0.0.1:10000|grpc|\n");
    }

    #[test]
    fn the_seventh_field_is_for_hosts_that_know_it() {
        assert_eq!(line("unix", "/tmp/s", None, true), "1|6|unix|/tmp/s|grpc||false\n");
    }

    #[test]
    fn a_refusal_is_one_line_that_is_no_handshake() {
        let error = Error::Socket { directory: "/a|b".into(), source: std::io::Error::other("x\ny") };
        assert_eq!(
            refusal(&error),
            "terraform-provider-td cannot start: cannot make a socket in /a b: x y\n"
        );
    }
}
