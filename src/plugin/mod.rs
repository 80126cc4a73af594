//! A process becomes a Terraform plugin: handshake, pinned mTLS, private socket, shutdown, hclog, debug and reattach.
//!
//! It knows nothing of what is served: [`serve`] and [`debug`] take a closure that makes the gRPC services of one
//! connection. All rules come from go-plugin as Terraform and OpenTofu use it.

mod coalesced_writes;
mod connection;
mod error;
mod go_plugin;
mod handshake;
mod hclog;
mod host;
mod lifecycle;
mod listener;
mod panics;
mod reattach;
mod runtime;
mod server;
mod tls;

#[cfg(unix)]
mod own_directory;
#[cfg(unix)]
mod socket;
#[cfg(unix)]
mod stale_sockets;

pub use connection::Connection;
pub use error::Error;
pub use runtime::run;
pub use server::{debug, serve};

/// The only protocol version spoken here. It is offered whatever the host lists: one that speaks 6 takes it, and any
/// other one says which versions it wants, as it does for every provider.
const PROTOCOL: u8 = 6;
