//! A conformance kit for Terraform plugins: drives any protocol 6 executable as Terraform would, with a client of its
//! own over the real socket. `PROTOCOL6_EXECUTABLE=/path/to/provider cargo test --test protocol` tests another one;
//! what only this provider promises is passed over then.

#[cfg(test)]
mod certificate;
#[cfg(test)]
mod client;
#[cfg(test)]
mod damage;
#[cfg(test)]
mod go_plugin;
#[cfg(test)]
mod patience;
#[cfg(test)]
mod plugin_process;
#[cfg(test)]
mod raw_call;
#[cfg(test)]
mod rpc_table;
#[cfg(test)]
use terraform_provider_td::framework::proto as tfplugin6;
#[cfg(test)]
mod values;

#[cfg(test)]
mod command_line;
#[cfg(test)]
mod debugging;
#[cfg(test)]
mod every_rpc;
#[cfg(test)]
mod functions;
#[cfg(test)]
mod handshake;
#[cfg(test)]
mod lifecycle;
#[cfg(test)]
mod logs;
#[cfg(test)]
mod mutual_tls;
#[cfg(test)]
mod services;
