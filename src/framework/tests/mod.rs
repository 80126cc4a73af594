//! A small provider, driven through the gRPC service as Terraform drives one.

mod actions_and_lists;
mod actions_provider;
mod cancellation;
mod driver;
mod kept;
mod lifecycle;
mod notes_provider;
mod odd_provider;
mod plan_modification;
mod rpcs;
