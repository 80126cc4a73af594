//! Few bytes that unpack to many rows: each ends in an error, or in what was asked for, within the memory that an answer may
//! take.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use terraform_provider_td::api::{CallOptions, Client, ClientConfig, Error, ErrorKind, Excess};
use terraform_provider_td::secret::Secret;

use crate::{MEMORY, alone};

/// What one answer may take, in MiB; and what the process has beside it, such as buffers of the connection.
const LIMIT: usize = 256;
const BESIDE: usize = 8;

/// An answer of a beginning, the same row again and again, and an end.
struct Answer {
    name: &'static str,
    beginning: &'static str,
    row: &'static str,
    rows: usize,
    end: &'static str,
    packed: bool,
}

/// The inputs that took gigabytes once, by how few bytes; then the same without packing, and others of their kind.
const ANSWERS: [Answer; 12] = [
    gzip("history, 1 M empty rows", "{\"count\":1,\"history\":[{}", ",{}", 1_000_000),
    gzip("history, 5 M empty rows", "{\"count\":1,\"history\":[{}", ",{}", 5_000_000),
    gzip("history, 170 M empty rows", "{\"count\":1,\"history\":[{}", ",{}", 170_000_000),
    gzip("list, 10 M rows of a name", "{\"schedules\":[{\"name\":\"a\"}", ",{\"name\":\"a\"}", 10_000_000),
    gzip("list, 38 M rows of a name", "{\"schedules\":[{\"name\":\"a\"}", ",{\"name\":\"a\"}", 38_000_000),
    Answer {
        end: "]}]}",
        ..gzip(
            "list, a query of 20 M zeros",
            "{\"schedules\":[{\"name\":\"a\",\"query\":[0",
            ",0",
            20_000_000,
        )
    },
    gzip("list, 1 M odd rows", "{\"schedules\":[{\"name\":\"a\"}", ",{}", 1_000_000),
    plain(
        "list, 2 M rows of a name, not packed",
        "{\"schedules\":[{\"name\":\"a\"}",
        ",{\"name\":\"a\"}",
        2_000_000,
    ),
    plain("history, 5 M empty rows, not packed", "{\"count\":1,\"history\":[{}", ",{}", 5_000_000),
    Answer {
        end: "]}]}",
        ..plain(
            "list, a name of 20 M zeros, not packed",
            "{\"schedules\":[{\"id\":1,\"name\":[0",
            ",0",
            20_000_000,
        )
    },
    Answer {
        end: "]]}",
        ..plain("list, 20 M zeros where rows belong", "{\"schedules\":[[0", ",0", 20_000_000)
    },
    Answer { end: "}", ..plain("300 MB of blanks in an object", "{", " ", 300_000_000) },
];

const fn gzip(name: &'static str, beginning: &'static str, row: &'static str, rows: usize) -> Answer {
    Answer { packed: true, ..plain(name, beginning, row, rows) }
}

const fn plain(name: &'static str, beginning: &'static str, row: &'static str, rows: usize) -> Answer {
    Answer { name, beginning, row, rows, end: "]}", packed: false }
}

impl Answer {
    /// Writes it in pieces, so that this side holds none of it.
    fn write(&self, to: &mut dyn Write) -> std::io::Result<()> {
        const AT_ONCE: usize = 10_000;
        let piece = self.row.repeat(AT_ONCE);
        to.write_all(self.beginning.as_bytes())?;
        (0..self.rows / AT_ONCE).try_for_each(|_| to.write_all(piece.as_bytes()))?;
        to.write_all(self.end.as_bytes())
    }

    /// Packed piece by piece: gzip's members one after the other are one text.
    fn packed(&self) -> Option<Vec<u8>> {
        const AT_ONCE: usize = 500_000;
        self.packed.then(|| {
            let piece = gzipped(&self.row.repeat(AT_ONCE)).repeat(self.rows / AT_ONCE);
            [gzipped(self.beginning), piece, gzipped(self.end)].concat()
        })
    }
}

fn gzipped(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

/// Gives the answer to every request, on a thread of its own.
fn serve(answer: &'static Answer, packed: Option<Arc<[u8]>>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            // A client that has read enough hangs up.
            let _ = one(answer, packed.as_deref(), stream);
        }
    });
    url
}

fn one(answer: &Answer, packed: Option<&[u8]>, mut stream: TcpStream) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n";
    match packed {
        Some(packed) => {
            write!(stream, "{head}content-encoding: gzip\r\ncontent-length: {}\r\n\r\n", packed.len())?;
            stream.write_all(packed)
        }
        None => {
            write!(stream, "{head}\r\n")?;
            answer.write(&mut stream)
        }
    }
}

/// What the request for it comes to.
fn ask(answer: &Answer, url: &str) -> Result<usize, Error> {
    let client = Client::new(ClientConfig {
        endpoint: url.to_owned(),
        api_key: Secret::new("1/for-a-test"),
        user_agent: "test".to_owned(),
        request_timeout: Duration::from_secs(60),
        ca_bundle: None,
        max_retries: 0,
        max_retry_wait: Duration::ZERO,
        requests_per_second: None,
    });
    let call = CallOptions { stop: Default::default(), timeout: Duration::from_secs(600) };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    if answer.beginning.contains("history") {
        return runtime.block_on(client.history(&call, "a", 0, 20)).map(|page| page.history.len());
    }
    runtime.block_on(client.list(&call)).map(|list| list.schedules.len())
}

#[test]
fn few_bytes_never_fill_the_memory() {
    let _alone = alone();
    let mut told = String::new();
    for answer in &ANSWERS {
        let packed: Option<Arc<[u8]>> = answer.packed().map(Into::into);
        let sent = packed.as_ref().map_or("-".to_owned(), |packed| format!("{} kB", packed.len() / 1000));
        let url = serve(answer, packed);
        MEMORY.reset_peak_usage();
        let before = MEMORY.current_usage();
        let outcome = ask(answer, &url);
        let peak = (MEMORY.peak_usage() - before) >> 20;
        let came = match &outcome {
            Ok(rows) => format!("{rows} rows"),
            Err(error) => error.kind().to_string(),
        };
        told.push_str(&format!("{:<42} {sent:>8} peak {peak:>3} MiB: {came}\n", answer.name));
        assert!(peak <= LIMIT + BESIDE, "{told}");
        match outcome {
            // A page has the rows that were asked for; a list all, or none of it is taken.
            Ok(rows) => assert!(rows == 20 || rows == answer.rows + 1 || rows <= 1, "{told}"),
            Err(error) => {
                let is_told = matches!(
                    error.kind(),
                    ErrorKind::TooLarge { excess: Excess::Text | Excess::Rows(_) | Excess::Ratio(_), .. }
                        | ErrorKind::Payload { .. }
                );
                assert!(is_told, "{told}");
            }
        }
    }
    println!("{told}");
}
