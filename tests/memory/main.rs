//! What answers take in memory: a whole process of its own, for its allocator counts.
#![cfg(test)]

mod hostile;

use std::sync::{Mutex, MutexGuard, PoisonError};

use peak_alloc::PeakAlloc;
use serde_json::json;
use terraform_provider_td::api::ScheduleList;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// What is counted is the whole process's: one test at a time.
fn alone() -> MutexGuard<'static, ()> {
    static ONE: Mutex<()> = Mutex::new(());
    ONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A list as TD answers it, with queries of about this length, of lines and quotes as people write them.
fn list(schedules: usize, query: usize) -> Vec<u8> {
    let line = "select \"a\", 'b' from events where td_interval(time, '-1d')\n";
    let rows: Vec<_> = (0..schedules)
        .map(|number| {
            json!({
                "name": format!("schedule-{number}"), "id": 1000 + number, "type": "trino", "database": "sales",
                "query": format!("-- {number}\n{}", line.repeat(query.div_ceil(line.len()))), "cron": "0 3 * * *",
                "timezone": "Asia/Tokyo", "delay": 0, "priority": 0, "retry_limit": 0, "result": "",
                "created_at": "2026-01-01T00:00:00Z", "next_time": "2026-01-02T03:00:00Z",
                "user_name": "Somebody <somebody@example.com>", "engine_version": null, "executing_user_id": null,
            })
        })
        .collect();
    json!({ "schedules": rows }).to_string().into_bytes()
}

#[test]
fn reading_a_list_takes_at_most_twice_its_content() {
    let _alone = alone();
    for (schedules, query) in [(20_000, 60), (10_000, 1024), (500, 64 << 10)] {
        let text = list(schedules, query);
        let before = MEMORY.current_usage();
        MEMORY.reset_peak_usage();
        let read = ScheduleList::from_json(&text).unwrap();
        let most = (MEMORY.peak_usage() - before) as f64 / text.len() as f64;
        assert_eq!(read.schedules.len(), schedules);
        assert!(
            most <= 2.0,
            "{schedules} schedules with queries of {query} bytes take {most:.2} times the text"
        );
        // It counts: the text that came and nothing less was there at once.
        assert!(most >= 0.9, "{most:.2}");
    }
}

/// The account size that the documentation promises: its list takes less than the limit, which nobody has to raise.
#[test]
fn a_hundred_thousand_ordinary_schedules_fit() {
    let _alone = alone();
    let text = list(100_000, 1000);
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage();
    let read = ScheduleList::from_json(&text).unwrap();
    let peak = (MEMORY.peak_usage() - before) >> 20;
    println!("100,000 schedules: {} MB of text, peak {peak} MiB", text.len() / 1_000_000);
    assert!(read.schedules.len() == 100_000 && peak <= 256, "{peak} MiB");
}
