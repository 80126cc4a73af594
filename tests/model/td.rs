//! The emulator, as a bystander sees and changes it.

use serde_json::Value as Json;
use std::sync::Arc;

use terraform_provider_td::clock::FakeClock;
use terraform_provider_td::emulator::{Emulator, Options};

use crate::http;
use crate::provider::KEY;

/// One emulator.
pub(crate) struct Td {
    emulator: Emulator,
    address: String,
}

impl Td {
    pub(crate) async fn start(clock: &FakeClock, quirks: &[(&str, &str)]) -> Self {
        let mut options = Options::local();
        for (name, value) in quirks {
            options.quirks.set(name, value).expect("a quirk");
        }
        Self::of(options, clock).await
    }

    /// One in which [`KEY`] sees these databases only, separated by commas.
    pub(crate) async fn with_databases(clock: &FakeClock, databases: &str) -> Self {
        let mut options = Options::local();
        options.api_keys.push(format!("{KEY}={databases}").parse().expect("a key"));
        Self::of(options, clock).await
    }

    async fn of(options: Options, clock: &FakeClock) -> Self {
        let emulator = Emulator::start(options, Arc::new(clock.clone())).await.expect("it starts");
        let address = emulator.address().to_string();
        Self { emulator, address }
    }

    pub(crate) fn url(&self) -> String {
        self.emulator.url()
    }

    /// Everything that it holds, with exports as they were given.
    pub(crate) fn rows(&self) -> Vec<Json> {
        array(&self.send("GET", "/_emulator/dump", &[]))
    }

    /// What its list shows.
    pub(crate) fn list(&self) -> Vec<Json> {
        array(&self.send("GET", "/v3/schedule/list", &[]))
    }

    pub(crate) fn create(&self, name: &str, form: &[(&str, &str)]) {
        // Treasure Data may insist on the key, as it once did; of two, the later one counts.
        let form = [&[("cron", "")], form].concat();
        self.send("POST", &format!("/v3/schedule/create/{name}"), &form);
    }

    pub(crate) fn update(&self, name: &str, form: &[(&str, &str)]) {
        self.send("POST", &format!("/v3/schedule/update/{name}"), form);
    }

    pub(crate) fn delete(&self, name: &str) {
        self.send("POST", &format!("/v3/schedule/delete/{name}"), &[]);
    }

    fn send(&self, method: &str, path: &str, form: &[(&str, &str)]) -> Json {
        let answer = tokio::task::block_in_place(|| http::send(&self.address, method, path, KEY, form));
        assert_eq!(answer.status, 200, "{path} {form:?}: {}", answer.body);
        serde_json::from_str(&answer.body).expect("JSON")
    }
}

fn array(answer: &Json) -> Vec<Json> {
    answer["schedules"].as_array().expect("schedules").clone()
}
