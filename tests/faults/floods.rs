//! Answers without an end: each ends in an error, in memory that is bounded.

use crate::TERRAFORM;
use crate::controls::ONCE;
use crate::hcl::Schedule;
use crate::support::terraform::Diagnostic;
use crate::support::world::World;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

const MIB: usize = 1 << 20;

/// What the process takes beside an answer: its code, Terraform's messages, TLS.
const BESIDE: usize = 64 * MIB;

/// An answer that never ends unless the client does: a head, then one piece again and again.
#[derive(Clone)]
struct Flood {
    head: String,
    piece: Vec<u8>,
    pieces: usize,
    pause: Duration,
}

impl Flood {
    fn of(head: &str, piece: Vec<u8>) -> Self {
        Self { head: format!("HTTP/1.1 {head}"), piece, pieces: usize::MAX, pause: Duration::ZERO }
    }

    /// Starts a server that gives it to everybody, and gives its base URL.
    fn serve(self) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("it has an address"));
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let flood = self.clone();
                thread::spawn(move || flood.pour(stream));
            }
        });
        url
    }

    fn pour(&self, mut stream: TcpStream) -> std::io::Result<()> {
        let _ = stream.read(&mut [0; 1 << 16])?;
        stream.write_all(self.head.as_bytes())?;
        for _ in 0..self.pieces {
            stream.write_all(&self.piece)?;
            thread::sleep(self.pause);
        }
        Ok(())
    }
}

/// The most memory that a process has ever had, in bytes; None when it has ended.
fn peak(process: u32) -> Option<usize> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<usize>().ok()? * 1024)
}

/// Plans a new schedule against the flood, with answers of at most so many MiB, and gives the error.
#[track_caller]
fn meet(what: &str, flood: Flood, limit: Option<usize>, bound: usize) -> Diagnostic {
    let mut world = World::new(TERRAFORM);
    // Only the drip's end is one of time.
    let time = if flood.pause.is_zero() { "10m" } else { "2s" };
    world.terraform.set("TD_API_SERVER", &flood.serve());
    if let Some(limit) = limit {
        world.terraform.set("TD_MAX_RESPONSE_MIB", &limit.to_string());
    }
    let schedule = Schedule::daily().with("timeouts", &format!("{{ read = {time:?} }}"));
    world.configure(&format!("{ONCE}{}", schedule.block()));
    let (plan, most) = thread::scope(|scope| {
        let plan = scope.spawn(|| world.terraform.run(&["plan", "-input=false", "-json"]));
        let mut most = 0;
        while !plan.is_finished() {
            most = world.providers().into_iter().filter_map(peak).fold(most, usize::max);
        }
        (plan.join().expect("it was planned"), most)
    });
    println!("{what}: at most {} MiB, {} allowed", most / MIB, bound / MIB);
    assert!(most > 0 && most <= bound, "{what}: {most} bytes");
    plan.ends_with(1).only_error()
}

/// What is no JSON object from its beginning is not read to any limit.
#[test]
fn a_gib_of_nothing_is_no_answer() {
    let head = format!("200 OK\r\nContent-Length: {}\r\n\r\n", 1024 * MIB);
    meet("1 GiB of blanks", Flood::of(&head, vec![b' '; MIB]), None, BESIDE).says(&["not with TD's JSON"]);
}

#[test]
fn a_body_of_a_gib_ends_at_the_limit() {
    let pieces = 1024;
    let head = format!("200 OK\r\nContent-Length: {}\r\n\r\n{{", pieces * MIB + 1);
    let flood = Flood { pieces, ..Flood::of(&head, vec![b' '; MIB]) };
    meet("1 GiB", flood, None, 256 * MIB + BESIDE).says(&["TD_MAX_RESPONSE_MIB", "256 MiB"]);
}

#[test]
fn a_body_without_an_end_ends_at_the_limit() {
    let piece = [b"100000\r\n", &[b' '; MIB][..], b"\r\n"].concat();
    let head = "200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n";
    let flood = Flood::of(head, piece);
    meet("an endless body", flood, Some(32), 32 * MIB + BESIDE).says(&["TD_MAX_RESPONSE_MIB"]);
}

#[test]
fn a_packed_bomb_ends_at_the_limit() {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(b"{").expect("it can be packed");
    (0..1024).for_each(|_| packed.write_all(&[b' '; MIB]).expect("it can be packed"));
    let bomb = packed.finish().expect("it can be packed");
    assert!(bomb.len() < 2 * MIB);
    let head = format!("200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n", bomb.len());
    let flood = Flood { pieces: 1, ..Flood::of(&head, bomb) };
    meet("a bomb of 1 GiB", flood, Some(32), 32 * MIB + BESIDE).says(&["TD_MAX_RESPONSE_MIB"]);
}

#[test]
fn header_lines_of_64_kib_end_in_an_error() {
    let line = format!("X-Long: {}\r\n", "a".repeat(64 << 10));
    let flood = Flood::of("200 OK\r\n", line.into_bytes());
    meet("headers of 64 KiB", flood, None, BESIDE).says(&["/v3/schedule/list"]);
}

#[test]
fn a_refusal_of_a_gib_is_read_in_part() {
    let head = format!("422 Unprocessable Entity\r\nContent-Length: {}\r\n\r\n", 1024 * MIB);
    let flood = Flood::of(&head, vec![b'n'; MIB]);
    meet("a refusal of 1 GiB", flood, None, BESIDE).says(&["422", "nnn"]);
}

#[test]
fn a_drip_without_an_end_ends_with_the_time_for_the_operation() {
    let head = "200 OK\r\nContent-Length: 999999999\r\n\r\n";
    let flood = Flood { pause: Duration::from_millis(50), ..Flood::of(head, vec![b' ']) };
    meet("an endless drip", flood, None, BESIDE).says(&["not done within 2s"]);
}
