//! TD's schedules API, and what of the rest its clients need, as a local server, with a clock, faults, quirks and an embedded database.
//!
//! A request's way: `http` reads it (and lets it go wrong when a fault says so), the `engine` locks the accounts and
//! settles what is due, the `model` answers and changes them, the `storage` has the changes before the client has
//! the answer. The model is pure: the same operations at the same times give the same answers, jobs and numbers.

mod clock;
mod engine;
mod faults;
mod http;
mod keys;
mod model;
mod points;
pub mod quirks;
mod requests;
mod server;
mod storage;
mod tls;

pub use faults::{FaultError, Rule, kinds as fault_kinds};
pub use http::controls::CONTROLS;
pub use http::routes;
pub use keys::ApiKey;
pub use model::load::LoadError;
pub use server::{Emulator, Options, StartError};
pub use storage::StorageError;
pub use tls::TlsError;
