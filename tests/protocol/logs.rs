//! stderr as hosts read it.

use serde_json::Value;

use crate::certificate::Certificate;
use crate::client;
use crate::plugin_process::{Plugin, hosted, is_foreign, send};

/// What the plugin says on stderr in a life with a refused client, a SIGTERM and a shutdown.
async fn stderr(variables: &[(&str, &str)]) -> String {
    let certificate = Certificate::new();
    let mut command = hosted(Some(&certificate));
    command.envs(variables.iter().copied());
    let plugin = Plugin::of(command).await;
    let nobody = client::tls(&plugin.handshake, &client::Client::Nobody, &[&rustls::version::TLS12]);
    assert!(client::channel(&plugin.handshake, Some(nobody)).await.is_err());
    let channel = client::terraform(&plugin.handshake, &certificate).await;
    if cfg!(unix) && !is_foreign() {
        send("TERM", plugin.id()).await;
    }
    client::health(&channel).await.unwrap();
    client::shutdown(channel).await.unwrap();
    plugin.ended().await.stderr
}

#[tokio::test]
async fn every_line_is_one_that_hosts_read() {
    for variable in ["TF_LOG", "TF_LOG_PROVIDER"] {
        let text = stderr(&[(variable, "trace")]).await;
        assert!(is_foreign() || text.contains("refused a client"), "{text}");
        for line in text.lines().filter(|line| line.starts_with('{')) {
            let Value::Object(fields) = serde_json::from_str(line).unwrap() else {
                panic!("no object: {line}")
            };
            assert!(fields["@message"].is_string(), "hosts crash on it: {line}");
            let level = fields["@level"].as_str().unwrap_or_else(|| panic!("hosts crash on it: {line}"));
            assert!(
                ["trace", "debug", "info", "warn", "error"].contains(&level.to_lowercase().as_str()),
                "{line}"
            );
            let shape: String = fields["@timestamp"].as_str().unwrap().chars().map(digit_as_0).collect();
            let (date, zone) = shape.split_at("0000-00-00T00:00:00.000000".len());
            assert_eq!(date, "0000-00-00T00:00:00.000000", "{line}");
            assert!(["Z", "+00:00", "-00:00"].contains(&zone), "{line}");
        }
        assert!(is_foreign() || text.lines().all(|line| line.starts_with('{')), "{text}");
    }
}

fn digit_as_0(character: char) -> char {
    if character.is_ascii_digit() { '0' } else { character }
}

#[tokio::test]
async fn nothing_is_said_that_the_host_would_not_keep() {
    if is_foreign() {
        return;
    }
    assert_eq!(stderr(&[]).await, "");
    assert_eq!(stderr(&[("TF_LOG", "trace"), ("TF_LOG_PROVIDER", "off")]).await, "");
    assert_eq!(stderr(&[("TF_LOG", "ERROR")]).await, "");
    let warnings = stderr(&[("TF_LOG", "warn")]).await;
    assert!(warnings.contains("refused a client") && !warnings.contains("asked to terminate"), "{warnings}");
}
