//! Who may connect: the owner of the one certificate, and nobody else.

use rustls::version::{TLS12, TLS13};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::certificate::Certificate;
use crate::client::{self, Client};
use crate::patience::soon;
use crate::plugin_process::{Handshake, Plugin};

/// Whether a client gets an answer to an RPC.
async fn is_served(handshake: &Handshake, client: &Client<'_>) -> bool {
    let tls = client::tls(handshake, client, &[&TLS13]);
    match client::channel(handshake, Some(tls)).await {
        Ok(channel) => client::health(&channel).await.is_ok(),
        Err(_) => false,
    }
}

#[tokio::test]
async fn the_owner_of_the_certificate_is_served() {
    for certificate in [Certificate::new(), Certificate::p256()] {
        let plugin = Plugin::start(Some(&certificate)).await;
        assert!(is_served(&plugin.handshake, &Client::With(&certificate)).await);
    }
}

#[tokio::test]
async fn nobody_else_is_served_and_the_owner_still_is() {
    let own = Certificate::new();
    let (twin, other) = (Certificate::new(), Certificate::of_organization("Somebody Else"));
    let plugin = Plugin::start(Some(&own)).await;
    for (who, client) in [
        ("no certificate", Client::Nobody),
        ("another certificate", Client::With(&other)),
        ("another certificate with the same name", Client::With(&twin)),
        ("the certificate without its key", Client::Thief(&own, &twin)),
    ] {
        assert!(!is_served(&plugin.handshake, &client).await, "served: {who}");
    }
    assert!(is_served(&plugin.handshake, &Client::With(&own)).await);
}

#[tokio::test]
async fn tls_1_2_is_served() {
    let own = Certificate::new();
    let plugin = Plugin::start(Some(&own)).await;
    let tls = client::tls(&plugin.handshake, &Client::With(&own), &[&TLS12]);
    client::health(&client::channel(&plugin.handshake, Some(tls)).await.unwrap()).await.unwrap();
    let nobody = client::tls(&plugin.handshake, &Client::Nobody, &[&TLS12]);
    assert!(client::channel(&plugin.handshake, Some(nobody)).await.is_err(), "served without a certificate");
}

/// What the plugin says to these bytes until it hangs up.
async fn answer(handshake: &Handshake, bytes: &[u8]) -> Vec<u8> {
    let mut stream = client::dial(handshake).await.unwrap();
    stream.write_all(bytes).await.unwrap();
    let mut answer = Vec::new();
    // A reset is a refusal too.
    let _ = soon("hanging up", stream.read_to_end(&mut answer)).await;
    answer
}

/// A TLS record of the type "alert", or nothing.
fn is_refusal(answer: &[u8]) -> bool {
    answer.first().is_none_or(|kind| *kind == 0x15)
}

#[tokio::test]
async fn plain_bytes_are_refused() {
    let own = Certificate::new();
    let plugin = Plugin::start(Some(&own)).await;
    for bytes in
        [&b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0"[..], b"GET / HTTP/1.1\r\n\r\n", &[0xff; 64]]
    {
        let answer = answer(&plugin.handshake, bytes).await;
        assert!(is_refusal(&answer), "{answer:?}");
    }
    assert!(is_served(&plugin.handshake, &Client::With(&own)).await);
}

#[tokio::test]
async fn tls_1_1_is_refused() {
    let own = Certificate::new();
    let plugin = Plugin::start(Some(&own)).await;
    // A ClientHello of TLS 1.1: version, random, no session, ECDHE-ECDSA-AES128-SHA, no compression.
    let mut hello = vec![3, 2];
    hello.extend([7; 32]);
    hello.extend([0, 0, 2, 0xc0, 0x09, 1, 0]);
    let length = u8::try_from(hello.len()).unwrap();
    let mut record = vec![0x16, 3, 1, 0, length + 4, 1, 0, 0, length];
    record.extend(hello);
    let answer = answer(&plugin.handshake, &record).await;
    assert!(is_refusal(&answer), "{answer:?}");
}

#[tokio::test]
async fn nobody_connects_after_shutdown() {
    let own = Certificate::new();
    let plugin = Plugin::start(Some(&own)).await;
    let handshake = plugin.handshake.clone();
    client::shutdown(client::terraform(&handshake, &own).await).await.unwrap();
    plugin.ended().await;
    assert!(client::dial(&handshake).await.is_err());
}
