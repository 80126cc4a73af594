//! The protocol's messages and service, generated from `proto/tfplugin6.proto`.
tonic::include_proto!("tfplugin6");
