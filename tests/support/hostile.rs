//! A server in front of the emulator that passes every request on until it is told to answer something hostile: faults of
//! HTTP and of content.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// One thing to answer to every request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fault {
    /// For the test's words.
    pub(crate) name: &'static str,
    answer: Answer,
    /// Whether what comes may be used: then what is good in it is, and what is not is told.
    pub(crate) is_partly_good: bool,
    /// Whether it may pass, so that a command asks again after a pause.
    pub(crate) may_pass: bool,
}

#[derive(Clone, Copy, Debug)]
enum Answer {
    /// These bytes and the end of the connection.
    Raw(&'static [u8]),
    /// A 200 with this as JSON.
    Json(&'static [u8]),
    /// The beginning, a part as often as told, and the end.
    Long(&'static str, &'static str, usize, &'static str),
    /// The real list with this row in addition, a real answer to anything else.
    Beside(&'static [u8]),
}

const fn fault(name: &'static str, answer: Answer) -> Fault {
    Fault { name, answer, is_partly_good: false, may_pass: false }
}

/// The same where it may pass.
const fn passing(name: &'static str, answer: Answer) -> Fault {
    Fault { may_pass: true, ..fault(name, answer) }
}

const fn beside(name: &'static str, row: &'static [u8]) -> Fault {
    Fault { name, answer: Answer::Beside(row), is_partly_good: true, may_pass: false }
}

/// What a server, a proxy or another user of the account can send.
pub(crate) const FAULTS: &[Fault] = &[
    fault("a negative length", Answer::Raw(b"HTTP/1.1 200 OK\r\ncontent-length: -5\r\n\r\n{}")),
    fault("two lengths", Answer::Raw(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}")),
    fault("another protocol", Answer::Raw(b"SSH-2.0-OpenSSH_9.6\r\n")),
    fault("HTTP 0.9", Answer::Raw(b"{\"schedules\":[]}")),
    fault("an unknown version", Answer::Raw(b"HTTP/3.9 200 OK\r\n\r\n{}")),
    fault("a head without end", Answer::Long("HTTP/1.1 200 OK\r\n", "x-more: y\r\n", 50_000, "\r\n")),
    fault("a redirect elsewhere", Answer::Raw(b"HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n")),
    fault("a redirect with a scheme of its own", Answer::Raw(b"HTTP/1.1 307 No\r\nlocation: file:///etc/passwd\r\ncontent-length: 0\r\n\r\n")),
    fault("a redirect to itself", Answer::Raw(b"HTTP/1.1 302 Found\r\nlocation: /v3/schedule/list\r\nconnection: close\r\ncontent-length: 0\r\n\r\n")),
    fault("a refusal with controls", Answer::Raw(b"HTTP/1.1 422 No\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n{\"error\":\"red\\u001b[31m\\u0007\\u0085 end\"}")),
    fault("a refusal without end", Answer::Long("HTTP/1.1 403 No\r\ncontent-length: 99999999999\r\n\r\n", "no ", 100_000, "")),
    passing("a status of three digits that nobody knows", Answer::Raw(b"HTTP/1.1 799 What\r\ncontent-length: 0\r\n\r\n")),
    passing("a page of somebody else's", Answer::Raw(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n<html><title>Log in \x1b]0;PWNED\x07</title>")),
    passing("nothing", Answer::Raw(b"")),
    passing("an answer that breaks off", Answer::Raw(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"schedules\":[")),
    passing("what is not packed", Answer::Raw(b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\nconnection: close\r\n\r\n{\"schedules\":[]}")),
    passing("an error with a long wait", Answer::Raw(b"HTTP/1.1 503 No\r\nretry-after: -99999999999999999999999999\r\ncontent-length: 0\r\n\r\n")),
    fault("no list", Answer::Json(b"{\"schedules\":null,\"history\":null}")),
    fault("a list of lists", Answer::Json(b"{\"schedules\":[[[]]],\"history\":[[]]}")),
    fault("a list of texts", Answer::Json(b"{\"schedules\":[\"a\"],\"history\":[7]}")),
    fault("a row of nothing", Answer::Json(b"{\"schedules\":[{}],\"history\":{}}")),
    fault("an empty object", Answer::Json(b"{}")),
    fault("many rows of nothing", Answer::Long("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{\"schedules\":[{}", ",{}", 200_000, "],\"history\":0}")),
    passing("a nest without end", Answer::Long("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{\"schedules\":[{\"name\":", "[", 200_000, "]}")),
    beside("a name of half a pair", b"{\"name\":\"x\\ud800\",\"id\":99}"),
    beside("a name of no UTF-8", b"{\"name\":\"x\xff\xfe\",\"id\":99}"),
    beside("a name of nothing", b"{\"name\":\"\",\"id\":99}"),
    beside("no name", b"{\"id\":99,\"name\":null}"),
    beside("a number that is none", b"{\"name\":\"odd\",\"id\":99,\"delay\":NaN}"),
    beside("a key twice", b"{\"name\":\"odd\",\"id\":99,\"query\":\"a\",\"query\":\"b\"}"),
    beside("fields of wrong types", b"{\"name\":\"odd\",\"id\":99,\"type\":[],\"cron\":{},\"query\":[[]],\"database\":true,\"delay\":{}}"),
    beside("controls and marks", b"{\"name\":\"\\u001b[31m\\u202e\\u0000\\ufffe\",\"id\":99,\"type\":\"trino\",\"database\":\"\\u0007\",\"query\":\"\\u2028\"}"),
    beside("numbers beyond all bounds", b"{\"name\":\"odd\",\"id\":99,\"type\":\"trino\",\"database\":\"d\",\"query\":\"q\",\"delay\":1e999,\"priority\":-99999999999999999999999999}"),
];

/// Listens on a free port until the test's process ends.
pub(crate) struct Hostile {
    url: String,
    told: Arc<Mutex<Told>>,
}

/// What to answer instead of the emulator.
#[derive(Clone, Debug, Default)]
struct Told {
    fault: Option<Fault>,
    /// The fault is for one request only.
    is_once: bool,
    /// The body of each answer to a request for the list.
    list: Option<String>,
}

impl Hostile {
    /// In front of `target` (`host:port`).
    pub(crate) fn before(target: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("it has an address"));
        let told: Arc<Mutex<Told>> = Arc::default();
        let (heard, target) = (Arc::clone(&told), target.to_owned());
        thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let (mut told, target) = (heard.lock().expect("no writer panicked"), target.clone());
                let now = told.clone();
                if told.is_once {
                    *told = Told::default();
                }
                drop(told);
                // Who has read enough hangs up.
                thread::spawn(move || serve(client, &now, &target).ok());
            }
        });
        Self { url, told }
    }

    /// Its base URL.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// From now on every request is answered so; none: as the emulator does.
    pub(crate) fn answers(&self, fault: Option<Fault>) {
        *self.told.lock().expect("no writer panicked") = Told { fault, ..Told::default() };
    }

    /// The next request is answered so, and all others as the emulator does.
    pub(crate) fn answers_once(&self, fault: Fault) {
        let told = Told { fault: Some(fault), is_once: true, list: None };
        *self.told.lock().expect("no writer panicked") = told;
    }

    /// From now on the list is this text; all else is answered as the emulator does.
    pub(crate) fn answers_list(&self, list: &str) {
        *self.told.lock().expect("no writer panicked") =
            Told { list: Some(list.to_owned()), ..Told::default() };
    }
}

fn serve(mut client: TcpStream, told: &Told, target: &str) -> std::io::Result<()> {
    let (head, body) = request(&client)?;
    let ok = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n";
    let is_list = head.first().is_some_and(|line| line.contains("/v3/schedule/list"));
    match told.fault.map(|fault| fault.answer) {
        None if is_list && told.list.is_some() => {
            client.write_all(format!("{ok}{}", told.list.as_deref().unwrap_or_default()).as_bytes())
        }
        None => client.write_all(&ask(target, &head, &body)?),
        Some(Answer::Raw(bytes)) => client.write_all(bytes),
        Some(Answer::Json(json)) => client.write_all(&[ok.as_bytes(), json].concat()),
        Some(Answer::Long(beginning, part, times, end)) => {
            client.write_all(format!("{beginning}{}{end}", part.repeat(times)).as_bytes())
        }
        Some(Answer::Beside(row)) => {
            let answer = ask(target, &head, &body)?;
            let Some(at) = answer.windows(KEY.len()).position(|part| part == KEY) else {
                return client.write_all(&answer);
            };
            let (before, after) = answer.split_at(at + KEY.len());
            let before = before.windows(4).position(|four| four == b"\r\n\r\n").map(|end| &before[end + 4..]);
            let comma: &[u8] = if after.trim_ascii_start().starts_with(b"]") { b"" } else { b"," };
            client.write_all(&[ok.as_bytes(), before.unwrap_or_default(), row, comma, after].concat())
        }
    }?;
    client.shutdown(std::net::Shutdown::Write)?;
    // The other side hangs up when it has read all, or enough.
    std::io::copy(&mut client, &mut std::io::sink()).map(|_| ())
}

const KEY: &[u8] = b"\"schedules\":[";

/// The head of a request, one line each, and its body.
fn request(client: &TcpStream) -> std::io::Result<(Vec<String>, Vec<u8>)> {
    let mut reader = BufReader::new(client);
    let (mut head, mut length) = (Vec::new(), 0);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 || line.trim().is_empty() {
            break;
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or(0);
        }
        head.push(line.trim_end().to_owned());
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    Ok((head, body))
}

/// The emulator's whole answer, not packed.
fn ask(target: &str, head: &[String], body: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut server = TcpStream::connect(target)?;
    let is_kept = |line: &&String| {
        let line = line.to_ascii_lowercase();
        !line.starts_with("accept-encoding:") && !line.starts_with("connection:")
    };
    let head: Vec<&str> = head.iter().filter(is_kept).map(String::as_str).collect();
    server.write_all(format!("{}\r\nconnection: close\r\n\r\n", head.join("\r\n")).as_bytes())?;
    server.write_all(body)?;
    let mut answer = Vec::new();
    server.read_to_end(&mut answer)?;
    Ok(answer)
}
