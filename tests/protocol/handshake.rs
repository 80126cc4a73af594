//! The line that tells a host where to connect, and who gets none.

use std::process::Output;

use crate::certificate::Certificate;
use crate::client;
use crate::patience::soon;
use crate::plugin_process::{COOKIE, Handshake, Plugin, bare, hosted, is_foreign};

#[tokio::test]
async fn the_handshake_is_what_every_host_reads() {
    let certificate = Certificate::new();
    let plugin = Plugin::start(Some(&certificate)).await;
    let Handshake { line, network, address, certificate } = &plugin.handshake;
    let encoded = line.trim_end().rsplit('|').next().unwrap();
    assert_eq!(line, &format!("1|6|{network}|{address}|grpc|{encoded}\n"));
    assert!(encoded.len() > 50 && !encoded.contains('='), "hosts ignore 50 characters and refuse padding");
    assert!(certificate.is_some());
    if cfg!(unix) && network == "unix" {
        assert!(address.len() <= 103, "macOS takes no longer path: {address}");
    }
}

#[tokio::test]
async fn without_a_client_certificate_the_sixth_field_is_empty() {
    let plugin = Plugin::start(None).await;
    assert!(plugin.handshake.line.ends_with("|grpc|\n"), "{}", plugin.handshake.line);
    client::health(&client::channel(&plugin.handshake, None).await.unwrap()).await.unwrap();
}

#[tokio::test]
async fn the_seventh_field_is_there_for_hosts_that_know_it_only() {
    let certificate = Certificate::new();
    let mut command = hosted(Some(&certificate));
    command.env("PLUGIN_MULTIPLEX_GRPC", "true");
    let line = Plugin::of(command).await.handshake.line;
    assert_eq!(line.trim_end().split('|').count(), 7, "{line}");
}

#[tokio::test]
async fn version_6_is_offered_whatever_the_host_lists() {
    for versions in [Some("5,6"), Some("6,5"), Some("6"), Some("5"), Some("4, x,"), Some(""), None] {
        let mut command = hosted(None);
        match versions {
            Some(versions) => command.env("PLUGIN_PROTOCOL_VERSIONS", versions),
            None => command.env_remove("PLUGIN_PROTOCOL_VERSIONS"),
        };
        let line = Plugin::of(command).await.handshake.line;
        assert!(line.starts_with("1|6|"), "{versions:?} got {line}");
    }
}

#[tokio::test]
async fn a_person_who_starts_it_by_hand_gets_words_and_exit_code_1() {
    for cookie in [None, Some(""), Some("d602"), Some("wrong")] {
        let mut command = bare();
        if let Some(cookie) = cookie {
            command.env(COOKIE.0, cookie);
        }
        let Output { status, stdout, stderr } = soon("the refusal", command.output()).await.unwrap();
        assert_eq!(status.code(), Some(1));
        assert!(stdout.is_empty(), "stdout is for hosts");
        assert!(String::from_utf8(stderr).unwrap().to_lowercase().contains("plugin") || !is_foreign());
    }
}

#[tokio::test]
async fn a_broken_client_certificate_is_told_and_never_served_without_tls() {
    let mut command = hosted(None);
    command.env("PLUGIN_CLIENT_CERT", "-----BEGIN CERTIFICATE-----\nAAAA");
    let Output { status, stdout, .. } = soon("the refusal", command.output()).await.unwrap();
    assert!(!status.success());
    let stdout = String::from_utf8(stdout).unwrap();
    assert!(stdout.split('|').count() < 4, "no handshake: {stdout}");
}

#[tokio::test]
async fn the_socket_is_made_where_the_host_wants_it() {
    let directory = tempfile::tempdir_in("/tmp").unwrap();
    let mut command = hosted(None);
    command.env("PLUGIN_UNIX_SOCKET_DIR", directory.path());
    let handshake = Plugin::of(command).await.handshake;
    if handshake.network == "unix" {
        assert!(std::path::Path::new(&handshake.address).starts_with(directory.path()));
    }
}
