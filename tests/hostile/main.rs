//! Hostile servers and hostile rows of other users: each fault against everything that the provider offers and against each
//! subcommand that reads Treasure Data. Both are found by themselves: what is added later goes through it, too.
#![cfg(test)]

#[expect(
    dead_code,
    unused_macros,
    unused_imports,
    reason = "the suites share what each of them needs only a part of"
)]
#[path = "../support/mod.rs"]
mod support;

mod commands;
mod plans;
mod secrets_on_disk;

use support::emulator::KEY;

/// One version is enough: what differs between versions is not what happens behind the provider.
const TERRAFORM: &str = "1.15.5";

/// What nobody may ever read, whatever a server sends: the key, a crash, a control character.
#[track_caller]
fn is_decent(of: &str, text: &str) {
    for never in
        [KEY, "Plugin did not respond", "panicked", "crash", "bug in the provider", "bug in Terraform"]
    {
        assert!(!text.contains(never), "{of}: {never:?} in\n{text}");
    }
    let odd = text.chars().find(|letter| letter.is_control() && !"\n\r\t".contains(*letter));
    assert_eq!(odd, None, "{of}: in\n{text:?}");
}
