//! argv -> cli; nothing else.
fn main() {}
