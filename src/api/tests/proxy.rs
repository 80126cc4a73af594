//! A proxy is set by the environment of a process, so these tests run this test program again.

use tokio::process::Command;

use super::server::{Server, json};
use super::*;

/// Set where a test of this file runs behind a proxy; elsewhere those tests have nothing to say.
const BEHIND_A_PROXY: &str = "TEST_RUNS_BEHIND_A_PROXY";

async fn again(test: &str, proxy: &str) -> bool {
    let program = std::env::current_exe().unwrap();
    let mut command = Command::new(program);
    command.args(["--exact", test]).env_remove("NO_PROXY").env_remove("no_proxy").env(BEHIND_A_PROXY, "1");
    for name in ["HTTP_PROXY", "http_proxy", "ALL_PROXY"] {
        command.env(name, proxy);
    }
    let output = command.kill_on_drop(true).output().await.unwrap();
    // A name that matches no test succeeds too.
    output.status.success() && String::from_utf8_lossy(&output.stdout).contains("1 passed")
}

#[tokio::test]
async fn the_systems_proxy_is_used_for_other_hosts() {
    let proxy = Server::always(json(r#"{"schedules":[]}"#)).await;
    assert!(again("api::tests::proxy::another_host", &proxy.endpoint()).await);
    assert!(proxy.requests()[0].starts_with("GET http://td.invalid:8080/v3/schedule/list HTTP/1.1"));
}

#[tokio::test]
async fn loopback_never_uses_a_proxy() {
    let proxy = Server::always(json("{}")).await;
    assert!(again("api::tests::proxy::loopback", &proxy.endpoint()).await);
    assert!(proxy.requests().is_empty());
}

#[tokio::test]
async fn another_host() {
    if std::env::var_os(BEHIND_A_PROXY).is_none() {
        return; // run by the_systems_proxy_is_used_for_other_hosts
    }
    Client::new(config("http://td.invalid:8080")).list(&call()).await.unwrap();
}

#[tokio::test]
async fn loopback() {
    if std::env::var_os(BEHIND_A_PROXY).is_none() {
        return; // run by loopback_never_uses_a_proxy
    }
    let server = Server::always(json(r#"{"schedules":[]}"#)).await;
    client(&server).list(&call()).await.unwrap();
    assert_eq!(server.requests().len(), 1);
}
