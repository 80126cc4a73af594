//! What fuzzing has found so far, replayed: every input that once reached new code still keeps the targets' promises.
//! (`api::tests::corpus` does the same for TD's answers, whose readers are private.)
#![cfg(test)]

use terraform_provider_td::{cron, secret, settings, wire};

#[path = "../../fuzz/src/replay.rs"]
mod replay;
#[path = "../../fuzz/src/targets.rs"]
mod targets;

#[test]
fn every_input_of_the_corpus_keeps_the_promises() {
    for (name, target) in targets::ALL {
        replay::replay(name, target);
    }
}
