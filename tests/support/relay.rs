//! A relay before the emulator that passes every byte on and notes which requests went by, and whether they are described.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// Listens on a free port until the test's process ends.
pub(crate) struct Relay {
    address: String,
    target: Arc<Mutex<String>>,
    seen: Arc<Mutex<Vec<String>>>,
    /// Requests that the description of TD's API does not have.
    faults: Arc<Mutex<Vec<String>>>,
}

impl Relay {
    /// A relay to `target` (`host:port`).
    pub(crate) fn to(target: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("it has an address").to_string();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let faults = Arc::new(Mutex::new(Vec::new()));
        let target = Arc::new(Mutex::new(target.to_owned()));
        let (now, notes) =
            (Arc::clone(&target), Notes { seen: Arc::clone(&seen), faults: Arc::clone(&faults) });
        thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let target = now.lock().expect("nobody panicked").clone();
                let server = TcpStream::connect(&target).expect("the target listens");
                join(&client, &server, &notes);
            }
        });
        Self { address, target, seen, faults }
    }

    /// Leads every later connection to another `target` (`host:port`): the same address, and something else behind it.
    pub(crate) fn lead_to(&self, target: &str) {
        target.clone_into(&mut self.target.lock().expect("nobody panicked"));
    }

    /// Its base URL.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The requests since the last call, each as `METHOD /path`.
    pub(crate) fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.seen.lock().expect("no writer panicked"))
    }

    /// How many requests since the last [`take`](Self::take) were of `operation` (`list`, `create`, `update`, ...).
    pub(crate) fn count(&self, operation: &str) -> usize {
        let part = format!("/v3/schedule/{operation}");
        self.seen.lock().expect("no writer panicked").iter().filter(|line| line.contains(&part)).count()
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        let faults = std::mem::take(&mut *self.faults.lock().expect("no writer panicked"));
        assert!(faults.is_empty() || thread::panicking(), "not in the description of TD's API: {faults:#?}");
    }
}

/// What goes by.
#[derive(Clone)]
struct Notes {
    seen: Arc<Mutex<Vec<String>>>,
    faults: Arc<Mutex<Vec<String>>>,
}

fn join(client: &TcpStream, server: &TcpStream, notes: &Notes) {
    let clone = |stream: &TcpStream| stream.try_clone().expect("a socket can be shared");
    let (from, to, notes) = (clone(client), clone(server), notes.clone());
    thread::spawn(move || {
        let mut bytes = Vec::new();
        pass(from, to, |more| {
            bytes.extend_from_slice(more);
            while let Some(length) = notes.request(&bytes) {
                bytes.drain(..length);
            }
        });
    });
    let (from, to) = (clone(server), clone(client));
    thread::spawn(move || pass(from, to, |_| ()));
}

/// Passes bytes on until either side ends; shows them to `look` first.
fn pass(mut from: TcpStream, mut to: TcpStream, mut look: impl FnMut(&[u8])) {
    let mut buffer = [0_u8; 16 * 1024];
    while let Ok(length) = from.read(&mut buffer) {
        look(&buffer[..length]);
        if length == 0 || to.write_all(&buffer[..length]).is_err() {
            break;
        }
    }
    let _ = to.shutdown(Shutdown::Both);
}

impl Notes {
    /// Notes the request at the beginning of `bytes`, once it is there whole, and gives its length.
    fn request(&self, bytes: &[u8]) -> Option<usize> {
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")? + 4;
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let mut lines = head.lines();
        let mut words = lines.next()?.split(' ');
        let (method, target) = (words.next()?, words.next()?);
        let length = lines.find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
        });
        let whole = end + length.unwrap_or(0);
        let body = bytes.get(end..whole)?;
        self.seen.lock().expect("no writer panicked").push(format!("{method} {target}"));
        if let Some(fault) = super::described::fault(method, target, body) {
            self.faults.lock().expect("no writer panicked").push(fault);
        }
        Some(whole)
    }
}
