//! The emulator as a child process, and the changes that somebody makes there without Terraform.

use super::http;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, mpsc};
use std::thread;
use std::time::Duration;

/// The provider's executable that cargo built for this run.
pub(crate) const EXECUTABLE: &str = env!("CARGO_BIN_EXE_terraform-provider-td");

/// The key that the emulator takes: account 1.
pub(crate) const KEY: &str = "1/0123456789abcdef0123456789abcdef01234567";

/// A running emulator, killed when dropped.
pub(crate) struct Emulator {
    child: Child,
    address: String,
    /// The counts at the last [`Emulator::take_counts`].
    taken: Mutex<BTreeMap<String, u64>>,
}

impl Emulator {
    /// Starts one on a free port that takes only [`KEY`]; `flags` come on top, and the quirks of `EMULATOR_QUIRKS`.
    pub(crate) fn start(flags: &[&str]) -> Self {
        let quirks = std::env::var("EMULATOR_QUIRKS").unwrap_or_default();
        let mut child = Command::new(EXECUTABLE)
            .args(["emulator", "--listen", "127.0.0.1:0", "--api-key", KEY])
            .args(quirks.split_whitespace().flat_map(|quirk| ["--quirk", quirk]))
            .args(flags)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the emulator starts");
        let stdout = child.stdout.take().expect("stdout is piped");
        let (says, hears) = mpsc::channel();
        // Reads on after the first line, so that the emulator never writes into a closed pipe.
        thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                let _ = says.send(line);
            }
        });
        let line = hears.recv_timeout(Duration::from_secs(30)).expect("the emulator says where it listens");
        let address =
            line.strip_prefix("listening on http://").expect("its first line is the address").to_owned();
        Self { child, address, taken: Mutex::default() }
    }

    /// Its process's id.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// `127.0.0.1:PORT`.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Its base URL.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The list's rows without the next run, which changes by itself; their values as they were given, since a list may
    /// show them otherwise, or not at all (`EMULATOR_QUIRKS`).
    pub(crate) fn schedules(&self) -> Vec<Value> {
        let (mut list, dump) = (self.get("/v3/schedule/list"), self.dump());
        let held = dump["schedules"].as_array().expect("a dump has schedules");
        let mut rows = match list["schedules"].take() {
            Value::Array(rows) => rows,
            other => panic!("no list of schedules: {other}"),
        };
        for row in rows.iter_mut().filter_map(Value::as_object_mut) {
            let given = held.iter().find(|held| held.get("name") == row.get("name")).expect("it is held");
            row.remove("next_time");
            row.insert("result".into(), Value::Null);
            for (key, value) in row.iter_mut() {
                value.clone_from(&given[key]);
            }
        }
        rows
    }

    /// The names of the schedules that another key sees.
    pub(crate) fn names_for(&self, key: &str) -> Vec<String> {
        self.rows_for(key).iter().map(|row| row["name"].as_str().expect("it has a name").to_owned()).collect()
    }

    /// The rows that another key sees.
    pub(crate) fn rows_for(&self, key: &str) -> Vec<Value> {
        let list = parse(&http::send(&self.address, "GET", "/v3/schedule/list", key, &[]));
        list["schedules"].as_array().expect("a list has schedules").clone()
    }

    /// So many seconds pass.
    pub(crate) fn advance(&self, seconds: u32) {
        self.post("/_emulator/advance", &[("seconds", &seconds.to_string())]);
    }

    /// The schedule of that name, if it is there.
    pub(crate) fn schedule(&self, name: &str) -> Option<Value> {
        self.schedules().into_iter().find(|row| row["name"] == name)
    }

    /// What it holds, with every `result` as it was given: passwords and all.
    pub(crate) fn dump(&self) -> Value {
        self.get("/_emulator/dump")
    }

    /// Creates a schedule behind Terraform's back.
    pub(crate) fn create(&self, name: &str, form: &[(&str, &str)]) -> Value {
        // Treasure Data may insist on the key, as it once did; of two, the later one counts.
        let form = [&[("cron", "")], form].concat();
        self.post(&format!("/v3/schedule/create/{name}"), &form)
    }

    /// Creates one in the account of another key.
    pub(crate) fn create_for(&self, key: &str, name: &str, form: &[(&str, &str)]) {
        let path = format!("/v3/schedule/create/{name}");
        parse(&http::send(&self.address, "POST", &path, key, &[&[("cron", "")], form].concat()));
    }

    /// Changes a schedule behind Terraform's back.
    pub(crate) fn update(&self, name: &str, form: &[(&str, &str)]) -> Value {
        self.post(&format!("/v3/schedule/update/{name}"), form)
    }

    /// Deletes a schedule behind Terraform's back.
    pub(crate) fn delete(&self, name: &str) -> Value {
        self.post(&format!("/v3/schedule/delete/{name}"), &[])
    }

    /// Runs a schedule `times` times (at most 10) from second `from` on.
    pub(crate) fn run(&self, name: &str, from: u64, times: u64) -> Value {
        self.post(&format!("/v3/schedule/run/{name}/{from}"), &[("num", &times.to_string())])
    }

    /// The jobs of a schedule, newest first.
    pub(crate) fn jobs(&self, name: &str) -> Vec<Value> {
        let mut jobs = Vec::new();
        // How many rows one answer may have is not known of TD.
        loop {
            let from = jobs.len();
            let answer = self.get(&format!("/v3/schedule/history/{name}?from={from}&to={}", from + 1000));
            let page = answer["history"].as_array().expect("a history has rows");
            if page.is_empty() {
                return jobs;
            }
            jobs.extend_from_slice(page);
        }
    }

    /// Every later job ends as `status` after so many seconds.
    pub(crate) fn outcome(&self, status: &str, seconds: u32) {
        self.post("/_emulator/outcomes", &[("status", status), ("duration", &seconds.to_string())]);
    }

    /// Every later request of an operation meets a fault.
    pub(crate) fn fault(&self, kind: &str, operation: &str) {
        self.post("/_emulator/faults", &[("kind", kind), ("operation", operation)]);
    }

    /// No request meets a fault any more.
    pub(crate) fn clear_faults(&self) {
        parse(&http::send(&self.address, "DELETE", "/_emulator/faults", KEY, &[]));
    }

    /// The requests since the last call, by operation (`list`, `create`, ...), as the emulator itself counted them.
    pub(crate) fn take_counts(&self) -> BTreeMap<String, u64> {
        let counts = self.get("/_emulator/requests")["counts"].take();
        let now: BTreeMap<String, u64> = serde_json::from_value(counts).expect("the counts are numbers");
        // The difference, since a request between a look and a reset would be lost.
        let before = std::mem::replace(&mut *self.taken.lock().expect("nobody panicked"), now.clone());
        let since = |(operation, count): (String, u64)| {
            let new = count - before.get(&operation).copied().unwrap_or_default();
            (new > 0).then_some((operation, new))
        };
        now.into_iter().filter_map(since).collect()
    }

    /// How many requests there were, and how many of them met a fault.
    pub(crate) fn totals(&self) -> (u64, u64) {
        let requests = self.get("/_emulator/requests");
        let number = |key: &str| requests[key].as_u64().expect("a count");
        (number("total"), number("faults"))
    }

    fn get(&self, path: &str) -> Value {
        parse(&http::send(&self.address, "GET", path, KEY, &[]))
    }

    fn post(&self, path: &str, form: &[(&str, &str)]) -> Value {
        parse(&http::send(&self.address, "POST", path, KEY, form))
    }
}

fn parse(answer: &http::Answer) -> Value {
    assert_eq!(answer.status, 200, "the emulator refused: {}", answer.body);
    serde_json::from_str(&answer.body).expect("the emulator answers JSON")
}

impl Drop for Emulator {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
