//! What fuzzing has found so far, replayed: every input that once reached new code still keeps the targets' promises.
#![cfg(test)]

use std::fs;
use std::path::Path;

use terraform_provider_td::{cron, wire};

#[path = "../../fuzz/src/targets.rs"]
mod targets;

#[test]
fn every_input_of_the_corpus_keeps_the_promises() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    for (name, target) in targets::ALL {
        let inputs: Vec<_> = fs::read_dir(corpus.join(name)).expect("there is a corpus").flatten().collect();
        assert!(!inputs.is_empty(), "{name} has no corpus");
        for input in &inputs {
            target(&fs::read(input.path()).expect("it can be read"));
        }
        println!("{name}: {} inputs", inputs.len());
    }
}
