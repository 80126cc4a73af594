//! What goes wrong between the provider and TD, in every way that the emulator knows, through the real Terraform:
//! nothing is lost, nothing is doubled, and what can't be mended is explained.
#![cfg(test)]

#[expect(
    dead_code,
    unused_macros,
    unused_imports,
    reason = "the suites share what each of them needs only a part of"
)]
#[path = "../support/mod.rs"]
mod support;

#[expect(dead_code, reason = "the suites share what each of them needs only a part of")]
#[path = "../e2e/hcl.rs"]
mod hcl;

mod account;
mod boundary;
mod chaos;
mod controls;
mod floods;
mod interrupt;
mod lasting;
mod matrix;
mod outage;
mod runs;

/// One version is enough: what differs between versions is not what happens behind the provider.
const TERRAFORM: &str = "1.15.5";
