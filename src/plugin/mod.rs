//! A process becomes a Terraform plugin: handshake, pinned mTLS, private socket, shutdown, hclog, debug and reattach.
