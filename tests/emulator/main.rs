//! The emulator from outside: over HTTP on loopback, in this process or as the executable.

mod accounts;
mod client;
mod command;
mod controls;
mod crash;
mod encodings;
mod faults;
mod history;
mod operations;
mod pace;
mod quirks;
mod time;
