//! The real Terraform drives the provider against the emulator. Each story runs under every version of
//! `on_each_terraform!`, and after each apply both kinds of plan must be empty.

#[cfg(test)]
#[path = "../model/configs.rs"]
mod configs;
#[cfg(test)]
#[expect(dead_code, reason = "the suites share what each of them needs only a part of")]
#[path = "../support/mod.rs"]
mod support;

#[cfg(test)]
mod access;
#[cfg(test)]
mod action;
#[cfg(test)]
mod addresses;
#[cfg(test)]
mod adopt;
#[cfg(test)]
mod adoption;
#[cfg(test)]
mod advice;
#[cfg(test)]
mod answers;
#[cfg(test)]
mod configuration;
#[cfg(test)]
mod counts;
#[cfg(test)]
mod create;
#[cfg(test)]
mod data;
#[cfg(test)]
mod drift;
#[cfg(test)]
mod elsewhere;
#[cfg(test)]
mod exact_hcl;
#[cfg(test)]
mod export;
#[cfg(test)]
mod functions;
#[cfg(test)]
mod hcl;
#[cfg(test)]
mod history;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod ignored;
#[cfg(test)]
mod import;
#[cfg(test)]
mod installation;
#[cfg(test)]
mod keeping;
#[cfg(test)]
mod legacy;
#[cfg(test)]
mod meant;
#[cfg(test)]
mod mirror;
#[cfg(test)]
mod moved;
#[cfg(test)]
mod names;
#[cfg(test)]
mod opentofu;
#[cfg(test)]
mod providers;
#[cfg(test)]
mod query;
#[cfg(test)]
mod quirks;
#[cfg(test)]
mod results;
#[cfg(test)]
mod run;
#[cfg(test)]
mod smoke;
#[cfg(test)]
mod story;
#[cfg(test)]
mod texts;
#[cfg(test)]
mod unknown;
#[cfg(test)]
mod update;
