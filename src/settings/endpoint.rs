//! The address of TD's API: scheme, host and port, in one spelling.

use std::fmt;
use std::str::FromStr;

use url::Url;

use super::loopback::is_loopback;

/// Scheme, lower-case host, and a port where it is not the scheme's own. Two that reach the same place are equal, and
/// the text is what the identity of a schedule holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Endpoint {
    plain: bool,
    host: String,
    port: Option<u16>,
}

/// Why a text is no endpoint. Never repeats user information, which may hold a password, nor a control character.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EndpointFault {
    /// Not a URL at all.
    #[error("{0:?} is not a URL; write a host such as \"api.treasuredata.com\" or \"https://HOST:PORT\"")]
    NoUrl(String),
    /// Another scheme.
    #[error("{0:?} has a scheme other than https or http")]
    Scheme(String),
    /// `user:password@`.
    #[error("it holds user information (\"…@\"), which is not sent; the API key belongs in api_key")]
    UserInfo,
    /// Something behind the host.
    #[error("{0:?} has something behind the host; write it without path and query (the \"/v3\" is added)")]
    Path(String),
}

impl Endpoint {
    pub(super) fn of_site(host: &str) -> Self {
        Self { plain: false, host: host.to_owned(), port: None }
    }

    /// True for http: what is sent can be read on the way.
    pub fn is_plain(&self) -> bool {
        self.plain
    }

    /// The host, in lower case.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The port: the scheme's own where none is given.
    pub fn port(&self) -> u16 {
        self.port.unwrap_or(if self.plain { 80 } else { 443 })
    }

    /// True when it is this machine.
    pub fn is_loopback(&self) -> bool {
        is_loopback(&self.host)
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", if self.plain { "http" } else { "https" }, self.host)?;
        match self.port {
            Some(port) => write!(f, ":{port}"),
            None => Ok(()),
        }
    }
}

impl FromStr for Endpoint {
    type Err = EndpointFault;

    /// No scheme means https; slashes at the end don't count.
    fn from_str(text: &str) -> Result<Self, EndpointFault> {
        let bare = text.trim();
        if bare.contains('@') {
            return Err(EndpointFault::UserInfo);
        }
        let no_url = || EndpointFault::NoUrl(bare.to_owned());
        // A URL parser drops line breaks and takes a backslash for a slash; here they are mistakes.
        if bare.contains(|c: char| c.is_whitespace() || c.is_control() || c == '\\') {
            return Err(no_url());
        }
        let (scheme, rest) = bare.split_once("://").unwrap_or(("https", bare));
        let rest = rest.trim_end_matches('/');
        let plain = match scheme.to_ascii_lowercase().as_str() {
            "https" => false,
            "http" => true,
            _ => return Err(EndpointFault::Scheme(bare.to_owned())),
        };
        if rest.contains(['/', '?', '#']) {
            return Err(EndpointFault::Path(bare.to_owned()));
        }
        if rest.ends_with(':') {
            return Err(no_url());
        }
        let scheme = if plain { "http" } else { "https" };
        let url = Url::parse(&format!("{scheme}://{rest}")).map_err(|_| no_url())?;
        let host = url.host_str().ok_or_else(no_url)?;
        // The root's dot at the end of a name reaches the same host.
        let host = host.strip_suffix('.').unwrap_or(host).to_owned();
        if host.split('.').any(str::is_empty) {
            return Err(no_url());
        }
        Ok(Self { plain, host, port: url.port() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_an_endpoint_is_the_same() {
        for text in [
            "api.treasuredata.com",
            "https://api.treasuredata.com",
            "HTTPS://API.TreasureData.com:443///",
            " https://api.treasuredata.com/ ",
            "api.treasuredata.com.:443",
        ] {
            assert_eq!(
                text.parse::<Endpoint>().unwrap().to_string(),
                "https://api.treasuredata.com",
                "{text}"
            );
        }
        for (text, normal) in [
            ("http://127.0.0.1:8173/", "http://127.0.0.1:8173"),
            ("http://[::1]:80", "http://[::1]"),
            ("localhost:8443", "https://localhost:8443"),
            ("https://b\u{fc}cher.example", "https://xn--bcher-kva.example"),
        ] {
            assert_eq!(text.parse::<Endpoint>().unwrap().to_string(), normal);
        }
    }

    #[test]
    fn anything_but_scheme_host_and_port_is_refused() {
        let fault = |text: &str| text.parse::<Endpoint>().unwrap_err();
        assert_eq!(fault("https://user:pw@host"), EndpointFault::UserInfo);
        assert!(!fault("https://user:pw@host/").to_string().contains("pw"));
        assert!(matches!(fault("https://host/v3"), EndpointFault::Path(_)));
        assert!(matches!(fault("host?x=1"), EndpointFault::Path(_)));
        assert!(matches!(fault("host#x"), EndpointFault::Path(_)));
        assert!(matches!(fault("ftp://host"), EndpointFault::Scheme(_)));
        for text in [
            ".",
            "host..",
            "https://",
            "https:",
            "",
            "ho st",
            "ho\nst",
            "a\\b",
            "host:99999",
            "host:port",
            "https://[::1",
        ] {
            assert!(matches!(fault(text), EndpointFault::NoUrl(_)), "{text}");
        }
    }

    #[test]
    fn no_fault_brings_a_control_character_to_a_terminal() {
        for text in ["ho\u{1b}[31mst", "\u{1b}c://host", "host/\u{7}"] {
            let words = text.parse::<Endpoint>().unwrap_err().to_string();
            assert!(!words.contains(char::is_control), "{words:?}");
        }
    }
}
