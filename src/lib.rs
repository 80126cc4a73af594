//! Terraform provider for Treasure Data scheduled queries. This page is the map; `ARCHITECTURE.md` says why.
//!
//! - [`cli`]: one file a subcommand; joins the modules below
//! - [`plugin`]: a process becomes a Terraform plugin
//! - [`wire`]: bytes to values and back
//! - [`framework`]: what a provider author writes against
//! - [`api`]: the TD HTTP client
//! - [`settings`]: where key, site and endpoint come from
//! - [`cron`]: TD's cron dialect
//! - [`sql`]: where code, texts and comments of a query begin and end
//! - [`calendar`]: when all schedules run, counted and drawn
//! - [`provider`]: the td provider
//! - [`emulator`]: TD's schedules API as a local server
//! - [`hcl`]: values to formatted HCL
//! - [`escape`]: text from elsewhere into a language
//! - [`clock`]: time, sleep and randomness, injected
//! - [`secret`]: texts that must not leak
//!
//! A value's way is straight: socket -> [`plugin`] -> [`framework`] -> [`provider`] -> [`api`] -> HTTP, and back.

pub mod cli;

pub mod plugin;

pub mod wire;

pub mod framework;

pub mod api;

pub mod settings;

pub mod cron;

pub mod calendar;

pub mod sql;

pub mod provider;

pub mod emulator;

pub mod hcl;

pub mod escape;

pub mod clock;

pub mod secret;
