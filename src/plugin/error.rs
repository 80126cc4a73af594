//! What can keep a process from being a plugin, by the stage that failed.

use std::io;
use std::path::PathBuf;

/// Why serving could not start, or ended early.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nobody that loads plugins started this process: the environment holds no magic cookie.
    #[error(
        "This program is a Terraform provider. Terraform starts it by itself; run by hand it does nothing.\n\
         Write a configuration that uses the provider and run `terraform init` and `terraform plan`, \
         or see `--help` for what else this program can do."
    )]
    Cookie,
    /// `PLUGIN_CLIENT_CERT` is not a certificate in PEM form.
    #[error("PLUGIN_CLIENT_CERT holds no PEM certificate")]
    ClientCertificate(#[source] rustls::pki_types::pem::Error),
    /// This process's own certificate could not be made.
    #[error("cannot make a certificate")]
    Certificate(#[source] rcgen::Error),
    /// TLS could not be set up.
    #[error("cannot set up TLS")]
    Tls(#[source] rustls::Error),
    /// The private socket could not be made.
    #[error("cannot make a socket in {}", directory.display())]
    Socket {
        /// Where it should have been.
        directory: PathBuf,
        /// What failed.
        source: io::Error,
    },
    /// `PLUGIN_UNIX_SOCKET_GROUP` names no group of this machine.
    #[error("PLUGIN_UNIX_SOCKET_GROUP: there is no group `{0}`")]
    SocketGroup(String),
    /// No port of the wanted range is free.
    #[error("cannot listen on 127.0.0.1, ports {first} to {last}")]
    Port {
        /// The lowest port tried; 0 is any.
        first: u16,
        /// The highest port tried.
        last: u16,
        /// Why the last one failed.
        source: io::Error,
    },
    /// The socket does not say where it is.
    #[error("cannot tell the socket's address")]
    Address(#[source] io::Error),
    /// Without TLS only a private Unix socket keeps other users out, and there is none on this system.
    #[error("serving without TLS needs Unix sockets, which this system does not have")]
    Unprotected,
    /// Signals could not be watched.
    #[error("cannot watch signals")]
    Signals(#[source] io::Error),
    /// The address could not be given to the host.
    #[error("cannot write to stdout")]
    Stdout(#[source] io::Error),
    /// A connection's own task panicked; the text went to stderr.
    #[error("a connection panicked")]
    Panicked,
}
