//! The corpus without the fuzzer, for the provider's tests.

use std::fs;
use std::path::Path;

/// Gives a target every input that once reached new code.
pub(crate) fn replay(name: &str, target: fn(&[u8])) {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(name);
    let inputs: Vec<_> = fs::read_dir(corpus).expect("there is a corpus").flatten().collect();
    assert!(!inputs.is_empty(), "{name} has no corpus");
    for input in &inputs {
        target(&fs::read(input.path()).expect("it can be read"));
    }
    println!("{name}: {} inputs", inputs.len());
}
