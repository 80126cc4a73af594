//! The emulator from outside: over HTTP on loopback, in this process or as the executable.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "clippy spares tests, but not what they share in an integration suite"
)]

mod accounts;
mod client;
mod clients;
mod command;
mod controls;
mod crash;
mod databases;
mod encodings;
mod faults;
mod held;
mod history;
mod jobs;
mod openapi;
mod operations;
mod pace;
mod quirks;
mod time;
