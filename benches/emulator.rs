//! The emulator as a child process: TD for `td_schedule`.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use crate::{EXECUTABLE, Outcome};

/// The key that providers send.
pub(crate) const KEY: &str = "1/0123456789abcdef0123456789abcdef01234567";

/// A running emulator, killed when dropped.
pub(crate) struct Emulator {
    child: Child,
    address: String,
}

impl Emulator {
    /// Starts one on a free port.
    pub(crate) fn start(flags: &[&str]) -> Outcome<Self> {
        let mut child = Command::new(EXECUTABLE)
            .args(["emulator", "--listen", "127.0.0.1:0"])
            .args(flags)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().ok_or("no stdout")?).read_line(&mut line)?;
        let address = line.trim().strip_prefix("listening on http://").ok_or("the emulator did not start")?;
        Ok(Self { address: address.to_owned(), child })
    }

    /// Its base URL.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The requests since the last call, by operation.
    pub(crate) fn take_counts(&self) -> Outcome<BTreeMap<String, u64>> {
        let counts: Value = serde_json::from_str(&self.send("GET")?)?;
        self.send("DELETE")?;
        Ok(serde_json::from_value(counts.get("counts").cloned().unwrap_or_default())?)
    }

    fn send(&self, method: &str) -> Outcome<String> {
        let mut stream = TcpStream::connect(&self.address)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        write!(stream, "{method} /_emulator/requests HTTP/1.0\r\nHost: {}\r\n\r\n", self.address)?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer.split_once("\r\n\r\n").ok_or("no HTTP answer")?.1.to_owned())
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A query of `bytes` bytes, no two alike.
pub(crate) fn query(index: usize, bytes: usize) -> String {
    let mut query = format!("select {index} as n -- ");
    while query.len() < bytes {
        query.push_str("the quick brown fox jumps over the lazy dog, ");
    }
    query.truncate(bytes);
    query
}

/// The rows of `count` schedules with queries of `bytes` bytes in the list's form.
pub(crate) fn rows(count: usize, bytes: usize) -> Vec<Value> {
    let row = |index| {
        json!({
            "id": 1000 + index, "name": format!("bench-{index}"), "type": "trino", "database": "sales",
            "query": query(index, bytes), "cron": "0 3 * * *", "timezone": "UTC", "delay": 0, "priority": 0,
            "retry_limit": 0, "created_at": "2026-01-01T00:00:00Z", "user_name": "bench",
        })
    };
    (0..count).map(row).collect()
}

/// Writes the same as a file for `emulator --load`.
pub(crate) fn write_rows(path: &Path, count: usize, bytes: usize) -> Outcome<()> {
    Ok(std::fs::write(path, json!({ "schedules": rows(count, bytes) }).to_string())?)
}

/// Writes the list of `count` schedules as the bench configures them, for `emulator --load`; gives the state that holds them.
pub(crate) fn write_state(list: &Path, count: usize) -> Outcome<String> {
    let mut rows = rows(count, 0);
    let mut instances = Vec::new();
    for (index, row) in rows.iter_mut().enumerate() {
        let row = row.as_object_mut().ok_or("a row is an object")?;
        row.insert("query".to_owned(), format!("select {index}").into());
        let kept = |key: &str| row.get(key).cloned().unwrap_or_default();
        instances.push(json!({ "index_key": index, "schema_version": 0, "sensitive_attributes": [], "attributes": {
            "name": kept("name"), "type": "trino", "database": "sales", "query": kept("query"), "cron": "0 3 * * *",
            "timezone": "UTC", "delay": 0, "priority": 0, "retry_limit": 0, "engine_version": null, "executing_user_id": null,
            "pool_name": null, "result": null, "result_wo": null, "result_wo_version": null, "result_target": "",
            "enabled": true, "deletion_policy": "delete", "timeouts": null, "id": kept("name"), "account_id": "1", "schedule_id": kept("id"),
            "created_at": kept("created_at"), "user_name": kept("user_name"),
        } }));
    }
    let state = json!({
        "version": 4, "terraform_version": "1.11.4", "serial": 1, "lineage": "3f0e4b6e-0d1c-4a51-9d0c-5c1c1d5e0a22",
        "outputs": {}, "check_results": null, "resources": [{
            "mode": "managed", "type": "td_schedule", "name": "r",
            "provider": "provider[\"registry.terraform.io/treasure-data/td\"]", "instances": instances,
        }],
    });
    std::fs::write(list, json!({ "schedules": rows }).to_string())?;
    Ok(state.to_string())
}
