//! A client that knows nothing but HTTP, and an emulator for one test.

use std::sync::Arc;

use serde_json::Value;
use terraform_provider_td::clock::FakeClock;
use terraform_provider_td::emulator::{Emulator, Options};

/// The key that tests use unless they are about keys.
pub(crate) const KEY: &str = "1/0123456789abcdef0123456789abcdef01234567";

/// An answer: its status, and its body as JSON (null when it is something else).
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Value,
}

/// An emulator in this process on a clock that stands still, and a client for it.
pub(crate) struct Td {
    pub(crate) url: String,
    pub(crate) http: reqwest::Client,
    _emulator: Emulator,
}

/// 2026-01-15 10:07:30 UTC, a Thursday.
pub(crate) const NOW: i64 = 1_768_471_650;

impl Td {
    pub(crate) async fn start(options: Options) -> Self {
        let clock = FakeClock::skipping(jiff::Timestamp::from_second(NOW).unwrap());
        let emulator = Emulator::start(options, Arc::new(clock)).await.unwrap();
        Self { url: emulator.url(), http: http(), _emulator: emulator }
    }

    /// Starts one on the file of another that was dropped, which lets go of it when its last connection has ended.
    pub(crate) async fn start_again(options: impl Fn() -> Options) -> Self {
        loop {
            let clock = FakeClock::skipping(jiff::Timestamp::from_second(NOW).unwrap());
            if let Ok(emulator) = Emulator::start(options(), Arc::new(clock)).await {
                return Self { url: emulator.url(), http: http(), _emulator: emulator };
            }
            tokio::task::yield_now().await;
        }
    }

    pub(crate) async fn local() -> Self {
        Self::start(Options::local()).await
    }

    pub(crate) async fn with_quirks(quirks: &[(&str, &str)]) -> Self {
        let mut options = Options::local();
        for (name, value) in quirks {
            options.quirks.set(name, value).unwrap();
        }
        Self::start(options).await
    }

    pub(crate) async fn send(&self, request: reqwest::RequestBuilder) -> reqwest::Result<Answer> {
        let response = request.send().await?;
        let status = response.status().as_u16();
        let body = serde_json::from_slice(&response.bytes().await?).unwrap_or_default();
        Ok(Answer { status, body })
    }

    pub(crate) fn request(&self, method: reqwest::Method, path: &str) -> reqwest::RequestBuilder {
        self.http.request(method, format!("{}{path}", self.url)).header("authorization", format!("TD1 {KEY}"))
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(self.request(reqwest::Method::GET, path)).await.unwrap()
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.send(self.request(reqwest::Method::DELETE, path)).await.unwrap()
    }

    pub(crate) async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        self.send(self.request(reqwest::Method::POST, path).form(form)).await.unwrap()
    }

    /// Creates a schedule from the least that TD takes, and `more`.
    pub(crate) async fn create(&self, name: &str, more: &[(&str, &str)]) -> Answer {
        let mut form = vec![("type", "trino"), ("database", "db"), ("query", "SELECT 1")];
        form.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
        form.extend(more);
        self.post(&format!("/v3/schedule/create/{name}"), &form).await
    }

    pub(crate) async fn update(&self, name: &str, form: &[(&str, &str)]) -> Answer {
        self.post(&format!("/v3/schedule/update/{name}"), form).await
    }

    pub(crate) async fn list(&self) -> Vec<Value> {
        let answer = self.get("/v3/schedule/list").await;
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.body["schedules"].as_array().unwrap().clone()
    }

    /// The list's row of this name.
    pub(crate) async fn row(&self, name: &str) -> Value {
        self.list().await.into_iter().find(|row| row["name"] == name).unwrap_or_default()
    }

    pub(crate) async fn history(&self, name: &str) -> Vec<Value> {
        let answer = self.get(&format!("/v3/schedule/history/{name}?to=100000")).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.body["history"].as_array().unwrap().clone()
    }

    pub(crate) async fn advance(&self, seconds: i64) {
        let answer = self.post(&format!("/_emulator/advance?seconds={seconds}"), &[]).await;
        assert_eq!(answer.status, 200, "{answer:?}");
    }
}

/// Never through a proxy, and not for ever.
pub(crate) fn http() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().timeout(std::time::Duration::from_secs(900)).build().unwrap()
}

/// The texts of one field of every row.
pub(crate) fn field(rows: &[Value], name: &str) -> Vec<String> {
    rows.iter().map(|row| row[name].as_str().unwrap_or("?").to_owned()).collect()
}
