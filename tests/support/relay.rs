//! A relay before the emulator that passes every byte on and notes which requests went by.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// Listens on a free port until the test's process ends.
pub(crate) struct Relay {
    address: String,
    target: Arc<Mutex<String>>,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Relay {
    /// A relay to `target` (`host:port`).
    pub(crate) fn to(target: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("it has an address").to_string();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let target = Arc::new(Mutex::new(target.to_owned()));
        let (now, notes) = (Arc::clone(&target), Arc::clone(&seen));
        thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let target = now.lock().expect("nobody panicked").clone();
                let server = TcpStream::connect(&target).expect("the target listens");
                join(&client, &server, &notes);
            }
        });
        Self { address, target, seen }
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

fn join(client: &TcpStream, server: &TcpStream, notes: &Arc<Mutex<Vec<String>>>) {
    let clone = |stream: &TcpStream| stream.try_clone().expect("a socket can be shared");
    let (from, to, notes) = (clone(client), clone(server), Arc::clone(notes));
    thread::spawn(move || pass(from, to, |line| notes.lock().expect("no writer panicked").push(line)));
    let (from, to) = (clone(server), clone(client));
    thread::spawn(move || pass(from, to, |_| ()));
}

/// Passes bytes on until either side ends. A request line is what ends in ` HTTP/1.1`: bodies are form-encoded, so they have no blank.
fn pass(mut from: TcpStream, mut to: TcpStream, note: impl Fn(String)) {
    let (mut buffer, mut line) = ([0_u8; 16 * 1024], Vec::new());
    while let Ok(length) = from.read(&mut buffer) {
        for byte in &buffer[..length] {
            match byte {
                b'\n' => line.clear(),
                b'\r' => {
                    let text = String::from_utf8_lossy(&line);
                    let words: Vec<_> = text.split(' ').collect();
                    if let [method, path, "HTTP/1.1"] = words[..] {
                        // What stands before the method is the end of the body before it.
                        let method = if method.ends_with("POST") { "POST" } else { "GET" };
                        note(format!("{method} {path}"));
                    }
                }
                _ => line.push(*byte),
            }
        }
        if length == 0 || to.write_all(&buffer[..length]).is_err() {
            break;
        }
    }
    let _ = to.shutdown(Shutdown::Both);
}
