//! The clients of go-plugin's services, which the provider itself has no use for.
#![expect(
    unreachable_pub,
    clippy::allow_attributes,
    clippy::allow_attributes_without_reason,
    reason = "generated from proto/go_plugin.proto"
)]

tonic::include_proto!("plugin");
