//! The server that the provider is for: shelves in the memory of one process, which is asked over a socket.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead, BufReader, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use serde::{Deserialize, Serialize};
use terraform_provider_td::framework::Diagnostic;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt};

/// A shelf as the store keeps it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Shelf {
    pub(crate) note: Option<String>,
    pub(crate) items: BTreeSet<Item>,
}

/// What lies on a shelf.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Item {
    pub(crate) name: String,
    pub(crate) amount: Option<i64>,
    pub(crate) tags: Option<BTreeSet<String>>,
}

/// One question. Each is answered by the shelf that was there before, or null.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Request {
    Get(String),
    Put(String, Shelf),
    Remove(String),
}

/// The shelves by their names.
pub(crate) type Shelves = Arc<Mutex<BTreeMap<String, Shelf>>>;

/// Keeps shelves for whoever asks at this socket, as long as the process lives.
pub(crate) fn listen(socket: &Path) -> io::Result<Shelves> {
    let shelves = Shelves::default();
    let (listener, kept) = (UnixListener::bind(socket)?, shelves.clone());
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // Who goes away before the answer needs none.
            let _ = answer(&kept, &stream);
        }
    });
    Ok(shelves)
}

fn answer(shelves: &Shelves, mut stream: &UnixStream) -> io::Result<()> {
    let mut line = String::new();
    BufReader::new(stream).read_line(&mut line)?;
    let mut shelves = shelves.lock().unwrap_or_else(PoisonError::into_inner);
    let before = match serde_json::from_str(&line)? {
        Request::Get(name) => shelves.get(&name).cloned(),
        Request::Put(name, shelf) => shelves.insert(name, shelf),
        Request::Remove(name) => shelves.remove(&name),
    };
    writeln!(stream, "{}", serde_json::to_string(&before)?)
}

/// The provider's client. None: the configuration does not know the socket yet.
#[derive(Debug)]
pub(crate) struct Client(pub(crate) Option<PathBuf>);

impl Client {
    /// Asks one question.
    pub(crate) async fn ask(&self, request: &Request) -> Result<Option<Shelf>, Diagnostic> {
        let Some(socket) = &self.0 else {
            let detail =
                "The provider's socket is not known yet. Apply first what it comes from, with -target.";
            return Err(Diagnostic::error("The socket is not known yet", detail));
        };
        self.exchange(socket, request).await.map_err(|error| {
            let detail =
                format!("{request:?} was asked at {}: {error}. Start the store there.", socket.display());
            Diagnostic::error("The store does not answer", detail)
        })
    }

    async fn exchange(&self, socket: &Path, request: &Request) -> io::Result<Option<Shelf>> {
        let mut stream = tokio::net::UnixStream::connect(socket).await?;
        stream.write_all(format!("{}\n", serde_json::to_string(request)?).as_bytes()).await?;
        let mut line = String::new();
        tokio::io::BufReader::new(stream).read_line(&mut line).await?;
        Ok(serde_json::from_str(&line)?)
    }
}
