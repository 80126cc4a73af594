//! What ends early, and what does not.

use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use super::notes::Notes;
use crate::framework::Registry;
use crate::framework::rpc::Server;

#[test]
fn a_stop_cancels_what_runs_and_not_what_comes_later() {
    let connection = CancellationToken::new();
    let server = Server::new(Arc::new(Registry::new(Notes::default())), connection.clone());
    let before = server.context(None).stop;
    server.stop();
    let after = server.context(None).stop;
    assert!(before.is_cancelled() && !after.is_cancelled());
    connection.cancel();
    assert!(after.is_cancelled() && server.context(None).stop.is_cancelled());
    server.stop();
    assert!(server.context(None).stop.is_cancelled(), "the connection is gone for good");
}
