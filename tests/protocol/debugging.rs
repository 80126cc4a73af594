//! `-debug`: a process that waits for Terraform instead of being started by it. Only this provider's is asked.
#![cfg(unix)]

use std::collections::HashMap;

use serde_json::Value;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout};

use crate::client;
use crate::patience::soon;
use crate::plugin_process::{Handshake, bare, is_foreign, send};

struct Debugged {
    child: Child,
    _stdout: Lines<BufReader<ChildStdout>>,
    /// The variable's value as each shell would set it.
    values: HashMap<&'static str, String>,
}

async fn start(argument: &str, directory: &std::path::Path) -> Debugged {
    let mut child = bare().arg(argument).env("TMPDIR", directory).spawn().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut values = HashMap::new();
    while values.len() < 3 {
        let line = soon("the variable", stdout.next_line()).await.unwrap().expect("three forms");
        for (shell, before, after) in [
            ("sh", "export TF_REATTACH_PROVIDERS='", "'"),
            ("PowerShell", "$env:TF_REATTACH_PROVIDERS = '", "'"),
            ("cmd", "set \"TF_REATTACH_PROVIDERS=", "\""),
        ] {
            if let Some(value) = line.strip_prefix(before).and_then(|rest| rest.strip_suffix(after)) {
                values.insert(shell, value.to_owned());
            }
        }
    }
    Debugged { child, _stdout: stdout, values }
}

#[tokio::test]
async fn all_shells_are_told_how_to_attach_and_any_number_of_connections_is_served() {
    if is_foreign() {
        return;
    }
    for (argument, signal) in [("-debug", "INT"), ("--debug", "TERM"), ("-debug", "HUP"), ("-debug", "QUIT")]
    {
        let directory = tempfile::tempdir_in("/tmp").unwrap();
        let mut debugged = start(argument, directory.path()).await;
        let value = debugged.values["sh"].clone();
        assert!(debugged.values.values().all(|other| *other == value));
        let id = debugged.child.id().unwrap();
        let providers: HashMap<String, Value> = serde_json::from_str(&value).unwrap();
        let hosts = ["registry.terraform.io", "registry.opentofu.org"];
        assert_eq!(providers.len(), hosts.len());
        let mut channels = Vec::new();
        for host in hosts {
            let config = &providers[&format!("{host}/treasure-data/td")];
            assert_eq!(config["Protocol"], "grpc");
            assert_eq!(config["ProtocolVersion"], 6);
            assert_eq!(config["Pid"], id);
            assert_eq!(config["Test"], true, "Terraform 1.11 crashes on false");
            let address = config["Addr"]["String"].as_str().unwrap();
            let handshake = Handshake::parse(&format!("1|6|unix|{address}|grpc|"));
            assert_eq!(config["Addr"]["Network"], "unix");
            let channel = client::channel(&handshake, None).await.unwrap();
            client::health(&channel).await.unwrap();
            channels.push(channel);
        }
        for channel in &channels {
            client::health(channel).await.unwrap();
        }
        send(signal, id).await;
        let status = soon("the end", debugged.child.wait()).await.unwrap();
        assert_eq!(status.code(), Some(0));
        assert_eq!(std::fs::read_dir(directory.path()).unwrap().count(), 0);
    }
}
