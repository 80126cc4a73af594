//! kill -9 at any moment loses no write that was acknowledged. EMULATOR_CRASH_ROUNDS sets how many times (4).

use std::collections::BTreeMap;

use crate::client::{KEY, http};
use crate::command::Running;

/// What must be there: name -> query and number of jobs.
type Model = BTreeMap<String, (String, usize)>;

struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// A write, and the model after it.
fn write(random: &mut Random, model: &Model, number: usize) -> (String, Vec<(&'static str, String)>, Model) {
    let name = format!("schedule {}", random.below(12));
    let path = |verb: &str| format!("/v3/schedule/{verb}/{}", name.replace(' ', "%20"));
    let query = format!("SELECT {number} -- {}", "x".repeat(random.below(5000) as usize));
    let mut after = model.clone();
    let Some((old, jobs)) = model.get(&name).cloned() else {
        after.insert(name.clone(), (query.clone(), 0));
        let form = vec![("type", "trino".into()), ("database", "db".into()), ("query", query)];
        return (path("create"), form, after);
    };
    match random.below(4) {
        0 => {
            after.remove(&name);
            (path("delete"), Vec::new(), after)
        }
        1 => {
            let other = format!("renamed {number}");
            after.remove(&name);
            after.insert(other.clone(), (old, jobs));
            (path("update"), vec![("name", other)], after)
        }
        2 => {
            after.insert(name.clone(), (query.clone(), jobs));
            (path("update"), vec![("query", query)], after)
        }
        _ => {
            after.insert(name.clone(), (old, jobs + 1));
            (format!("{}/{number}", path("run")), vec![("domain_key", format!("key {number}"))], after)
        }
    }
}

async fn held(client: &reqwest::Client, url: &str) -> Model {
    let get = |path: String| async move {
        let request = client.get(format!("{url}{path}")).header("authorization", format!("TD1 {KEY}"));
        request.send().await.unwrap().json::<serde_json::Value>().await.unwrap()
    };
    let mut model = Model::new();
    for row in get("/v3/schedule/list".into()).await["schedules"].as_array().unwrap() {
        let name = row["name"].as_str().unwrap();
        let history = get(format!("/v3/schedule/history/{}?to=100000", name.replace(' ', "%20"))).await;
        let jobs = history["history"].as_array().unwrap().len();
        model.insert(name.into(), (row["query"].as_str().unwrap().into(), jobs));
    }
    model
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kill_at_any_moment_loses_no_acknowledged_write() {
    let rounds: u64 = std::env::var("EMULATOR_CRASH_ROUNDS").map_or(4, |rounds| rounds.parse().unwrap());
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path().join("data.redb");
    let flags = ["--data", data.to_str().unwrap()];
    let mut random = Random(rounds);
    let mut model = Model::new();
    let mut number = 0;
    let client = http();
    for round in 0..rounds {
        let mut running = Running::start(&flags);
        let last = random.below(40);
        let mut killer = None;
        let mut written = 0;
        // The write that was not answered may have been made or not.
        let unanswered = loop {
            number += 1;
            if written == last {
                // Started now, it strikes somewhere in this write or one of the next.
                let id = running.child.id().to_string();
                killer = Some(std::process::Command::new("kill").args(["-9", &id]).spawn().unwrap());
            }
            written += 1;
            let (path, form, after) = write(&mut random, &model, number);
            let request =
                client.post(format!("{}{path}", running.url)).header("authorization", format!("TD1 {KEY}"));
            // Status and whole body: what came in part is no acknowledgement.
            let answer = async { request.form(&form).send().await?.error_for_status()?.bytes().await };
            match answer.await {
                Ok(_) => model = after,
                Err(_) => break after,
            }
        };
        killer.unwrap().wait().unwrap();
        running.child.wait().unwrap();
        let again = Running::start(&flags);
        let held = held(&client, &again.url).await;
        assert!(held == model || held == unanswered, "round {round}: {held:#?}\nexpected {model:#?}");
        model = held;
    }
}
