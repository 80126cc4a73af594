//! The HTTP client: proxies, trust, timeouts. Made at the first request, since loading the system's trust store costs
//! more than everything else at start.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use reqwest::header::{ACCEPT_ENCODING, AUTHORIZATION, HeaderMap, HeaderValue, USER_AGENT};
use reqwest::{Certificate, redirect};
use tokio::sync::OnceCell;
use url::{Host, Url};

use super::budget::Budget;
use super::rate_limiter::RateLimiter;
use super::{ClientConfig, ErrorKind, body, error_kind, retry_policy};
use crate::clock::Clock;

/// The longest time to a connection; the request's own timeout may be shorter.
const CONNECT: Duration = Duration::from_secs(30);

/// Clocks that are set by hand differ by less.
const CLOCKS_DIFFER: SignedDuration = SignedDuration::from_mins(5);

/// What all requests of one client share.
#[derive(Debug)]
pub(super) struct Transport {
    pub(super) config: ClientConfig,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) budget: Arc<Budget>,
    pub(super) rate_limiter: RateLimiter,
    /// The longest answer that is read, in bytes, unpacked.
    pub(super) longest: usize,
    http: OnceCell<reqwest::Client>,
    /// TD's time in its last good answer, and ours (measuring) when it came.
    td_time: Mutex<Option<(Timestamp, Duration)>>,
}

impl Transport {
    pub(super) fn new(config: ClientConfig, clock: Arc<dyn Clock>, budget: Arc<Budget>) -> Self {
        let rate_limiter = RateLimiter::new(config.requests_per_second);
        let longest = body::longest(std::env::var(body::LONGEST_VARIABLE).ok().as_deref());
        Self {
            config,
            clock,
            budget,
            rate_limiter,
            longest,
            http: OnceCell::new(),
            td_time: Mutex::default(),
        }
    }

    /// Takes TD's time from an answer.
    pub(super) fn note_time(&self, headers: &HeaderMap) {
        if let Some(date) = retry_policy::date(headers) {
            let now = self.clock.monotonic();
            *self.td_time.lock().unwrap_or_else(PoisonError::into_inner) = Some((date, now));
        }
    }

    /// How far this machine's clock is before TD's, to a second; None until TD has told its time.
    pub(super) fn ahead(&self) -> Option<SignedDuration> {
        let (time, at) = (*self.td_time.lock().unwrap_or_else(PoisonError::into_inner))?;
        let since = self.clock.monotonic().saturating_sub(at);
        Some(self.clock.now().duration_since(time) - SignedDuration::try_from(since).ok()?)
    }

    /// TD's time, in whole seconds, at a moment of the measuring clock; never later than it was. Where TD has not told
    /// its time it is ours, less what clocks may differ by.
    pub(super) fn time_at(&self, moment: Duration) -> Timestamp {
        let noted = *self.td_time.lock().unwrap_or_else(PoisonError::into_inner);
        let (time, at) = noted.unwrap_or_else(|| (self.clock.now() - CLOCKS_DIFFER, self.clock.monotonic()));
        let ahead = moment.as_millis() as i64 - at.as_millis() as i64;
        let then = time.checked_add(SignedDuration::from_millis(ahead)).unwrap_or(time);
        Timestamp::from_second(then.as_millisecond().div_euclid(1000)).unwrap_or(then)
    }

    pub(super) fn connect_timeout(&self) -> Duration {
        self.config.request_timeout.min(CONNECT)
    }

    /// The HTTP client, made now if it is not yet.
    pub(super) async fn http(&self, url: &Url) -> Result<&reqwest::Client, ErrorKind> {
        self.http.get_or_try_init(async || self.build(url)).await
    }

    fn build(&self, url: &Url) -> Result<reqwest::Client, ErrorKind> {
        let config = &self.config;
        super::proxy_for(url.as_str())?;
        let failed = |what: &str, error: reqwest::Error| ErrorKind::Setup {
            reason: format!("{what}: {}", error_kind::innermost(&error)),
            source: Some(Arc::new(error)),
        };
        let mut builder = reqwest::Client::builder()
            .connect_timeout(self.connect_timeout())
            .redirect(redirect::Policy::none())
            .retry(reqwest::retry::never())
            .default_headers(self.headers()?);
        if url.scheme() == "http" {
            builder = builder.tls_certs_only([]);
        } else if let Some(pem) = &config.ca_bundle {
            let certificates = Certificate::from_pem_bundle(pem.as_bytes())
                .map_err(|error| failed("ca_bundle is not PEM", error))?;
            if certificates.is_empty() {
                let reason = "ca_bundle holds no certificate in PEM (-----BEGIN CERTIFICATE-----)".to_owned();
                return Err(ErrorKind::Setup { reason, source: None });
            }
            builder = builder.tls_certs_merge(certificates);
        }
        if is_loopback(url) {
            builder = builder.no_proxy();
        }
        builder.build().map_err(|error| failed("TLS or proxy settings", error))
    }

    fn headers(&self) -> Result<HeaderMap, ErrorKind> {
        let invalid =
            |what: &str| ErrorKind::InvalidRequest { reason: format!("{what} is no legal header value") };
        let key = format!("TD1 {}", self.config.api_key.expose());
        let mut key = HeaderValue::from_str(&key).map_err(|_| invalid("the API key"))?;
        key.set_sensitive(true);
        let agent = HeaderValue::from_str(&self.config.user_agent).map_err(|_| invalid("the User-Agent"))?;
        Ok(HeaderMap::from_iter([
            (AUTHORIZATION, key),
            (USER_AGENT, agent),
            (ACCEPT_ENCODING, HeaderValue::from_static("gzip")),
        ]))
    }
}

pub(super) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.to_canonical().is_loopback(),
        None => false,
    }
}
