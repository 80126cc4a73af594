//! The one place where requests go out.

use std::sync::atomic::Ordering;
use std::time::Duration;

use reqwest::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderValue, LOCATION};
use reqwest::{Method, Response, StatusCode};
use tokio::time::timeout;
use url::Url;

use super::attempts::Attempts;
use super::request::Request;
use super::response::ApiResponse;
use super::retry_policy::{RetryDecision, decide};
use super::transport::Transport;
use super::{CallOptions, Error, ErrorKind, Left, TimeoutPhase, body, error_body, retry_policy, trace};

/// A GET follows so many redirects within the endpoint.
const MOST_REDIRECTS: usize = 5;

impl Transport {
    /// Sends a request that may be sent again as it is, within the bounds of a call.
    pub(super) async fn send<T>(
        &self,
        request: &Request,
        call: &CallOptions,
        read: fn(ApiResponse) -> Result<T, ErrorKind>,
    ) -> Result<T, Error> {
        let attempts = Attempts::for_call(call, self.clock.monotonic());
        let bounded = bounded(call, || attempts.left(), self.persist(request, &attempts, read)).await;
        bounded.map_err(|failure| self.error(request, &attempts, failure))
    }

    /// The same for a request that several callers wait for: each of them has bounds of its own.
    pub(super) async fn send_shared<T>(
        &self,
        request: &Request,
        attempts: &Attempts,
        read: fn(ApiResponse) -> Result<T, ErrorKind>,
    ) -> Result<T, Error> {
        let outcome = self.persist(request, attempts, read).await;
        outcome.map_err(|failure| self.error(request, attempts, failure))
    }

    async fn persist<T>(
        &self,
        request: &Request,
        attempts: &Attempts,
        read: fn(ApiResponse) -> Result<T, ErrorKind>,
    ) -> Result<T, ErrorKind> {
        loop {
            match self.attempt_once(request, attempts, read).await {
                Err(failure) if decide(request, &failure) == RetryDecision::Retry => {
                    self.back_off(request, attempts, failure).await?;
                }
                outcome => return outcome,
            }
        }
    }

    /// The error of a request.
    pub(super) fn error(&self, request: &Request, attempts: &Attempts, failure: ErrorKind) -> Error {
        let url = format!("{}{}", self.config.endpoint.trim_end_matches('/'), request.path);
        Error::new(request.operation, url, failure, attempts)
    }

    /// Sends a request once and reads the whole answer; notes in the attempts when it may have reached TD.
    pub(super) async fn attempt(
        &self,
        request: &Request,
        attempts: &Attempts,
    ) -> Result<ApiResponse, ErrorKind> {
        let begin = self.clock.monotonic();
        let result = self.exchange(request, attempts).await;
        let time = (self.clock.monotonic() - begin).as_millis() as u64;
        let (method, path) = (request.operation.method(), request.path.as_str());
        let bytes_sent = request.form.as_ref().map_or(0, bytes::Bytes::len);
        if let Some(form) = &request.form
            && tracing::enabled!(tracing::Level::TRACE)
        {
            tracing::trace!(method, path, body = trace::form(form), "request");
        }
        match &result {
            Ok(answer) => {
                let (status, bytes_received) = (answer.status, answer.body.len());
                tracing::debug!(method, path, status, time, bytes_sent, bytes_received, "TD answered");
                if tracing::enabled!(tracing::Level::TRACE) {
                    tracing::trace!(method, path, body = trace::answer(&answer.body), "answer");
                }
            }
            Err(failure) => {
                tracing::debug!(method, path, time, bytes_sent, error = %failure, "the request failed");
            }
        }
        result
    }

    async fn exchange(&self, request: &Request, attempts: &Attempts) -> Result<ApiResponse, ErrorKind> {
        let mut url = request.url(&self.config.endpoint)?;
        let idle = self.config.request_timeout;
        for _ in 0..=MOST_REDIRECTS {
            let mut response = self.first_byte(request, &url, attempts).await?;
            let status = response.status();
            // A part is no answer: nobody asked for one.
            if status.is_success() && status != StatusCode::PARTIAL_CONTENT {
                self.note_time(response.headers());
                let bounds = request.bounds(self.longest);
                let body = body::whole(&mut response, idle, bounds.memory).await?;
                return Ok(ApiResponse { status: status.as_u16(), body, bounds });
            }
            match redirect(&response, &url) {
                Some(target) if request.operation.is_read() && target.origin() == url.origin() => {
                    url = target;
                }
                Some(target) => {
                    let target = target.origin().ascii_serialization();
                    return Err(ErrorKind::Redirect { status: status.as_u16(), target });
                }
                None => {
                    let retry_after = retry_policy::retry_after(response.headers(), self.clock.now());
                    let body = body::of_refusal(&mut response, idle).await;
                    return Err(error_body::failure(status.as_u16(), &body, retry_after));
                }
            }
        }
        Err(ErrorKind::Redirect {
            status: 302,
            target: format!("{} again and again", url.origin().ascii_serialization()),
        })
    }

    async fn first_byte(
        &self,
        request: &Request,
        url: &Url,
        attempts: &Attempts,
    ) -> Result<Response, ErrorKind> {
        let method = if request.operation.is_read() { Method::GET } else { Method::POST };
        let mut builder = self.http(url).await?.request(method, url.clone());
        if let Some(form) = &request.form {
            // An empty body is announced too: some proxies refuse a POST without a length.
            builder = builder.header(CONTENT_LENGTH, form.len());
            if !form.is_empty() {
                let kind = HeaderValue::from_static("application/x-www-form-urlencoded");
                builder = builder.header(CONTENT_TYPE, kind).body(form.clone());
            }
        }
        attempts.sent.store(true, Ordering::Relaxed);
        let earlier = attempts.went_out.swap(true, Ordering::Relaxed);
        let idle = self.config.request_timeout;
        let answer = match timeout(idle, builder.send()).await {
            Ok(answer) => answer.map_err(|error| ErrorKind::of_exchange(error, self.connect_timeout())),
            Err(_) => Err(ErrorKind::Timeout { wait: TimeoutPhase::FirstByte, after: idle }),
        };
        if answer.as_ref().is_err_and(ErrorKind::never_sent) {
            attempts.sent.store(false, Ordering::Relaxed);
            attempts.went_out.store(earlier, Ordering::Relaxed);
        }
        answer
    }
}

/// Where a 3xx answer points to.
fn redirect(response: &Response, url: &Url) -> Option<Url> {
    if !response.status().is_redirection() {
        return None;
    }
    let target = response.headers().get(LOCATION)?.to_str().ok()?;
    url.join(target).ok()
}

/// Ends the work when the user stops Terraform or the call's time is over, whichever comes first; `left` tells what that
/// leaves.
pub(super) async fn bounded<T>(
    call: &CallOptions,
    left: impl Fn() -> Left,
    work: impl Future<Output = Result<T, ErrorKind>>,
) -> Result<T, ErrorKind> {
    let after: Duration = call.timeout;
    tokio::select! {
        biased;
        () = call.stop.cancelled() => Err(ErrorKind::Stopped { left: left() }),
        done = timeout(after, work) => done.unwrap_or_else(|_| Err(ErrorKind::OutOfTime { after, left: left() })),
    }
}
