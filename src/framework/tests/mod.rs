//! A small provider, driven through the gRPC service as Terraform drives one.

mod deeds;
mod driver;
mod kept;
mod newer;
mod notes;
mod refined;
mod rpcs;
mod stop;
mod story;
