//! Canary values that must never be seen where they don't belong, in no spelling.
#![cfg(test)]

#[expect(
    dead_code,
    unused_macros,
    unused_imports,
    reason = "the suites share what each of them needs only a part of"
)]
#[path = "../support/mod.rs"]
mod support;

mod canary;
mod closed;
mod marked;
mod proxy;
mod story;

/// One version is enough: what differs between versions is not what the provider says.
const TERRAFORM: &str = "1.15.5";
