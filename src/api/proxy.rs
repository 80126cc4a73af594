//! Whether the environment names a proxy, and one that can be used. The HTTP library passes over one that it can't read and
//! goes straight to the server, which a person who set a proxy does not want.

use hyper_util::client::proxy::matcher::Matcher;
use url::Url;

use super::ProxyFault;

/// The variable that names the proxy through which requests to this endpoint go; None where they go straight.
///
/// # Errors
/// When that variable is not the address of a proxy that can be used.
pub fn proxy_for(endpoint: &str) -> Result<Option<&'static str>, ProxyFault> {
    Url::parse(endpoint).map_or(Ok(None), |url| named(&url, |name| std::env::var(name).ok()))
}

/// The same with a reader of the environment; the order of the variables is the HTTP library's.
fn named(
    endpoint: &Url,
    variable: impl Fn(&str) -> Option<String>,
) -> Result<Option<&'static str>, ProxyFault> {
    let scheme = if endpoint.scheme() == "http" {
        ["HTTP_PROXY", "http_proxy"]
    } else {
        ["HTTPS_PROXY", "https_proxy"]
    };
    // The first that is set counts, even if it is empty.
    let first = |names: [&'static str; 2]| names.into_iter().find_map(|name| Some((name, variable(name)?)));
    let set = |names| first(names).filter(|(_, value)| !value.trim().is_empty());
    // Where a web server's own request is in the environment, HTTP_PROXY is what its client sent.
    if super::transport::is_loopback(endpoint) || variable("REQUEST_METHOD").is_some() {
        return Ok(None);
    }
    let Some((name, value)) = set(scheme).or_else(|| set(["ALL_PROXY", "all_proxy"])) else {
        return Ok(None);
    };
    let excepted = first(["NO_PROXY", "no_proxy"]).map(|(_, value)| value).unwrap_or_default();
    // Any proxy will do to see whether the host is excepted.
    let matcher = Matcher::builder().all("http://127.0.0.1:1").no(excepted).build();
    let takes = |matcher: Matcher| {
        endpoint
            .as_str()
            .parse()
            .ok()
            .and_then(|uri| matcher.intercept(&uri))
            .map(|taken| taken.uri().clone())
    };
    if takes(matcher).is_none() {
        return Ok(None);
    }
    match takes(Matcher::builder().all(value.as_str()).build()) {
        // The library takes any authority, such as one whose port is a word.
        Some(uri) if uri.authority().is_none_or(|host| Url::parse(&format!("http://{host}")).is_err()) => {
            Err(ProxyFault::NotAnAddress(name))
        }
        Some(uri) if matches!(uri.scheme_str(), Some("http" | "https")) => Ok(Some(name)),
        Some(_) => Err(ProxyFault::Unsupported(name)),
        None if Url::parse(&value).is_ok_and(|url| url.has_host()) => Err(ProxyFault::Unsupported(name)),
        None => Err(ProxyFault::NotAnAddress(name)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(endpoint: &str, pairs: &[(&str, &str)]) -> Result<Option<&'static str>, ProxyFault> {
        let variable =
            |name: &str| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        named(&Url::parse(endpoint).unwrap(), variable)
    }

    #[test]
    fn what_is_no_proxy_is_an_error_and_never_passed_over() {
        const TD: &str = "https://api.treasuredata.com";
        for value in ["ht!tp://u:p@127.0.0.1:1", "://x", "http://", "http://:8080", "proxy:port", "a b"] {
            let fault = of(TD, &[("HTTPS_PROXY", value)]);
            assert_eq!(fault, Err(ProxyFault::NotAnAddress("HTTPS_PROXY")), "{value}");
        }
        for value in ["socks5://127.0.0.1:1", "socks5h://u:p@h:1", "ftp://h:1"] {
            assert_eq!(of(TD, &[("ALL_PROXY", value)]), Err(ProxyFault::Unsupported("ALL_PROXY")), "{value}");
        }
    }

    #[test]
    fn the_proxy_is_the_one_that_the_http_library_takes() {
        const TD: &str = "https://api.treasuredata.com";
        for value in
            ["http://u:p@proxy:8080", "https://proxy", "proxy:3128", "10.0.0.1:3128", "http://[::1]:3128/"]
        {
            assert_eq!(of(TD, &[("https_proxy", value)]), Ok(Some("https_proxy")), "{value}");
        }
        assert_eq!(of(TD, &[("HTTP_PROXY", "://x")]), Ok(None));
        assert_eq!(of(TD, &[("HTTPS_PROXY", ""), ("all_proxy", "proxy:1")]), Ok(Some("all_proxy")));
        assert_eq!(of(TD, &[("HTTPS_PROXY", "://x"), ("NO_PROXY", "treasuredata.com")]), Ok(None));
        assert_eq!(of("http://127.0.0.1:8173", &[("HTTP_PROXY", "://x")]), Ok(None));
        assert_eq!(
            of("http://td.internal", &[("HTTP_PROXY", "://x")]),
            Err(ProxyFault::NotAnAddress("HTTP_PROXY"))
        );
    }
}
