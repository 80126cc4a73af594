//! Terraform provider for Treasure Data scheduled queries. This page is the map; `ARCHITECTURE.md` says why.
//!
//! A value's way is straight: socket -> [`plugin`] -> [`framework`] -> [`provider`] -> [`api`] -> HTTP, and back.

/// One file a subcommand; joins the modules below.
pub mod cli;

/// A process becomes a Terraform plugin.
pub mod plugin;

/// Bytes to values and back.
pub mod wire;

/// What a provider author writes against.
pub mod framework;

/// The TD HTTP client.
pub mod api;

/// Where key, site and endpoint come from.
pub mod settings;

/// TD's cron dialect.
pub mod cron;

/// The td provider.
pub mod provider;

/// TD's schedules API as a local server.
pub mod emulator;

/// Values to formatted HCL, for export.
pub mod hcl;

/// Time, sleep and randomness, injected.
pub mod clock;

/// Texts that must not leak.
pub mod secret;
