//! TD's schedules API as a local server, with a clock, faults, quirks and an embedded database.
//!
//! A request's way: [`http`] reads it, the engine locks the account, the model answers and changes it.

mod engine;
mod http;
mod keys;
mod model;
pub mod quirks;
mod server;

pub use keys::ApiKey;
pub use server::{Emulator, Options, StartError};
