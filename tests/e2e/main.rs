//! The real Terraform drives the provider against the emulator. Each story runs under every version of
//! `on_each_terraform!`, and after each apply both kinds of plan must be empty.

#[cfg(test)]
#[path = "../support/mod.rs"]
mod support;

#[cfg(test)]
mod smoke;
