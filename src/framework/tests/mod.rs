//! A small provider, driven through the gRPC service as Terraform drives one.

mod driver;
mod notes;
mod rpcs;
mod stop;
mod story;
