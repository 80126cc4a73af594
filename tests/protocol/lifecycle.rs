//! What ends a plugin and what does not; what it leaves behind.

use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader};
use tokio::process::Command;

use crate::certificate::Certificate;
use crate::client;
use crate::patience::soon;
use crate::plugin_process::{Handshake, Plugin, cleaned, executable, host_environment, is_foreign, send};

#[tokio::test]
async fn shutdown_is_answered_and_ends_the_process_without_a_trace() {
    let certificate = Certificate::new();
    let plugin = Plugin::start(Some(&certificate)).await;
    let channel = client::terraform(&plugin.handshake, &certificate).await;
    client::health(&channel).await.unwrap();
    client::shutdown(channel).await.unwrap();
    let ended = plugin.ended().await;
    assert_eq!(ended.status.code(), Some(0));
    assert_eq!(ended.stdout, "", "stdout is silent after the handshake");
    assert_eq!(ended.leftovers, [] as [std::path::PathBuf; 0]);
}

#[cfg(unix)]
#[tokio::test]
async fn signals_end_nothing_while_the_host_lives() {
    let certificate = Certificate::new();
    let plugin = Plugin::start(Some(&certificate)).await;
    let channel = client::terraform(&plugin.handshake, &certificate).await;
    for signal in if is_foreign() { &["INT"][..] } else { &["INT", "TERM", "HUP", "QUIT", "INT", "TERM"] } {
        send(signal, plugin.id()).await;
        client::health(&channel).await.unwrap();
        let another = client::terraform(&plugin.handshake, &certificate).await;
        client::health(&another).await.unwrap();
    }
    client::shutdown(channel).await.unwrap();
    assert_eq!(plugin.ended().await.status.code(), Some(0));
}

/// Go's own plugins live on; this one does not.
#[cfg(unix)]
#[tokio::test]
async fn the_death_of_the_host_ends_the_process_without_a_trace() {
    if is_foreign() {
        return;
    }
    let (certificate, temporary) = (Certificate::new(), tempfile::tempdir_in("/tmp").unwrap());
    // The shell is the host; killed, it can tell nobody. `:` keeps it from becoming the plugin.
    let mut shell = Command::new("sh");
    shell.arg("-c").arg("\"$0\" & wait; :").arg(executable()).env("TMPDIR", temporary.path());
    let mut shell = cleaned(shell);
    host_environment(&mut shell, Some(&certificate));
    let mut shell = shell.spawn().unwrap();
    let mut stdout = BufReader::new(shell.stdout.take().unwrap());
    let mut line = String::new();
    soon("the handshake", stdout.read_line(&mut line)).await.unwrap();
    let channel = client::terraform(&Handshake::parse(&line), &certificate).await;
    client::health(&channel).await.unwrap();
    shell.kill().await.unwrap();
    // The plugin holds the other end of the pipe until it ends.
    let mut rest = String::new();
    soon("the plugin's end", stdout.read_to_string(&mut rest)).await.unwrap();
    assert_eq!(rest, "");
    assert_eq!(std::fs::read_dir(temporary.path()).unwrap().count(), 0);
}

#[cfg(unix)]
#[tokio::test]
async fn a_client_that_leaves_without_a_word_does_not_end_it() {
    let certificate = Certificate::new();
    let plugin = Plugin::start(Some(&certificate)).await;
    drop(client::terraform(&plugin.handshake, &certificate).await);
    drop(client::dial(&plugin.handshake).await.unwrap());
    let channel = client::terraform(&plugin.handshake, &certificate).await;
    client::health(&channel).await.unwrap();
}
