//! `make acceptance` finds out how the other side differs from the emulator's defaults: shown on an emulator that does.

use crate::markdown::root;
use crate::support::emulator::{EXECUTABLE, Emulator, KEY};
use crate::support::process::finish;
use std::process::Command;
use std::time::Duration;

#[test]
fn its_table_shows_where_the_account_differs_and_nothing_is_left() {
    let quirks = [
        "mask=[FILTERED]",
        "duplicate-status=422",
        "trino-echo=presto",
        "nickname-echo=expanded",
        "clearing=kept",
        "name-max=128",
        "path-plus=space",
        "create-name=body",
        "next-time=with-delay",
        "schedule-times=offset",
    ];
    let flags: Vec<&str> = quirks.iter().flat_map(|quirk| ["--quirk", quirk]).collect();
    let emulator = Emulator::start(&flags);
    emulator.create("somebodys", &[("type", "trino"), ("database", "shop"), ("query", "select 1")]);
    emulator.create("tf-acc-left-over", &[("type", "trino"), ("database", "shop"), ("query", "select 1")]);
    let mut command = Command::new(root().join("scripts/acceptance"));
    command.arg(EXECUTABLE).env("TD_API_SERVER", emulator.url()).env("TD_API_KEY", KEY);
    command
        .env("TD_ACCEPTANCE_DATABASE", "shop")
        .env("NO_PROXY", "127.0.0.1")
        .env_remove("TREASURE_DATA_API_KEY");
    let done = finish(command, Duration::from_secs(150));
    assert_eq!(done.code, 0, "{}{}", done.stdout, done.stderr);
    for row in [
        "| *** | [FILTERED] (differs) |",
        "| 409 | 422 (differs) |",
        "| trino | presto (differs) |",
        "| typed | 0 0 1 1 * (differs) |",
        "| reset | kept (differs) |",
        "| 255 | 128 (differs) |",
        "| plus | space (differs) |",
        "| path | body (differs) |",
        "| tick | with-delay (differs) |",
        "| z | offset (differs) |",
        "| sensitive | sensitive |",
        "| rows | not asked |",
    ] {
        assert!(done.stdout.contains(row), "{row:?} is missing in\n{}", done.stdout);
    }
    let left: Vec<_> = emulator.schedules().iter().map(|row| row["name"].to_string()).collect();
    assert_eq!(left, ["\"somebodys\""], "only what it made is deleted");
}
