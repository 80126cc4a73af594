//! What is wrong with a variable that should name a proxy.

/// A variable of the environment that names no proxy, or one that is not supported. Never its value: it may hold a
/// password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProxyFault {
    /// It is no address.
    #[error(
        "nothing was sent: the environment variable {0} is not the address of a proxy. Write it like \
         http://proxy.example.com:8080, user and password percent-encoded, or unset it"
    )]
    NotAnAddress(&'static str),
    /// Its scheme is another one.
    #[error(
        "nothing was sent: the environment variable {0} names a proxy of a kind that is not supported (such as socks5). Use \
         one with http:// or https://, or except the host by NO_PROXY"
    )]
    Unsupported(&'static str),
}
