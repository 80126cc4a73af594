//! kill -9 at every request boundary: of the provider alone, of Terraform alone, of both, before each request reaches TD
//! and after TD has answered it. What was made is in state, or the next plan names it with the block that takes it in.

use crate::TERRAFORM;
use crate::hcl::Schedule;
use crate::support::relay::Relay;
use crate::support::world::World;
use serde_json::Value;
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

/// The requests of the apply in [`story`], its plan's included: the list, a create, an update, a rename and a delete.
const REQUESTS: usize = 5;

/// Whom kill -9 hits.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Victim {
    Provider,
    Terraform,
    Both,
}

/// On which side of TD the request is.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Side {
    Before,
    After,
}

/// A relay before the emulator that holds one request for ever, and says so.
struct Gate {
    target: String,
    hold: usize,
    side: Side,
    count: AtomicUsize,
    held: Sender<()>,
}

impl Gate {
    /// Holds the request of this number, counted from 0; gives the base URL, and what hears of it.
    fn start(target: &str, hold: usize, side: Side) -> (String, Receiver<()>) {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("it has an address"));
        let (held, hears) = channel();
        let gate = Arc::new(Self { target: target.to_owned(), hold, side, count: AtomicUsize::new(0), held });
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let gate = Arc::clone(&gate);
                thread::spawn(move || gate.pass(stream));
            }
        });
        (url, hears)
    }

    fn pass(&self, mut client: TcpStream) -> std::io::Result<()> {
        let request = read(&client)?;
        let is_held = self.count.fetch_add(1, Ordering::SeqCst) == self.hold;
        if is_held && self.side == Side::Before {
            return self.hold_on();
        }
        let mut server = TcpStream::connect(&self.target)?;
        server.write_all(&request)?;
        let mut answer = Vec::new();
        server.read_to_end(&mut answer)?;
        if is_held {
            return self.hold_on();
        }
        client.write_all(&answer)
    }

    /// The connection stays as it is until the test's process ends.
    fn hold_on(&self) -> std::io::Result<()> {
        let _ = self.held.send(());
        loop {
            thread::park();
        }
    }
}

/// A whole request, changed so that its answer ends with the connection.
fn read(client: &TcpStream) -> std::io::Result<Vec<u8>> {
    let mut reader = BufReader::new(client);
    let (mut request, mut length) = (Vec::new(), 0);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or_default();
        }
        if line.trim().is_empty() {
            break;
        }
        request.extend_from_slice(line.as_bytes());
    }
    request.extend_from_slice(b"connection: close\r\n\r\n");
    reader.take(length).read_to_end(&mut request)?;
    Ok(request)
}

fn kill(process: u32) {
    let status = Command::new("kill").args(["-KILL", &process.to_string()]).status();
    assert!(status.is_ok(), "{status:?}");
}

fn strike(world: &World, terraform: &Child, victim: Victim) {
    let providers = world.providers();
    if victim != Victim::Provider {
        kill(terraform.id());
    }
    if victim != Victim::Terraform {
        providers.into_iter().for_each(kill);
    }
}

/// Before: a schedule for each kind of change.
fn before() -> String {
    ["updated", "renamed", "deleted"].map(|name| named(name, name)).concat()
}

/// After: one of each.
fn after() -> String {
    let updated = Schedule::daily().with("name", r#""updated""#).with("delay", "60").labelled("updated");
    named("created", "created") + &updated + &named("renamed", "renamed anew")
}

fn named(label: &str, name: &str) -> String {
    Schedule::daily().with("name", &format!("{name:?}")).labelled(label)
}

fn names(rows: &[Value], key: &str) -> BTreeSet<String> {
    rows.iter().map(|row| row[key].as_str().unwrap_or_default().to_owned()).collect()
}

fn story(victim: Victim, side: Side) {
    let mut cells = 0;
    for hold in 0..REQUESTS {
        let cell = format!("{victim:?} killed {side:?} request {hold}");
        let mut world = World::new(TERRAFORM);
        // The address stays; what stands behind it is the gate for a while.
        let relay = Relay::to(world.emulator.address());
        world.terraform.set("TD_API_SERVER", &relay.url());
        world.apply(&before());
        world.configure(&after());
        let (gate, held) = Gate::start(world.emulator.address(), hold, side);
        relay.lead_to(gate.trim_start_matches("http://"));
        let mut apply = world.terraform.start(&["apply", "-input=false", "-auto-approve", "-parallelism=1"]);
        while held.recv_timeout(Duration::from_millis(20)) == Err(RecvTimeoutError::Timeout) {
            assert!(
                apply.try_wait().expect("it can be asked").is_none(),
                "{cell}: there was no such request"
            );
        }
        strike(&world, &apply, victim);
        assert!(!apply.wait().expect("it ends").success(), "{cell}");
        // Nobody stays behind: the provider sees that its parent has died.
        while !world.providers().is_empty() {
            thread::yield_now();
        }
        relay.lead_to(world.emulator.address());

        let state = world.terraform.run(&["show", "-json"]).succeeds().json();
        let resources = state["values"]["root_module"]["resources"].as_array().cloned().unwrap_or_default();
        let values: Vec<Value> = resources.into_iter().map(|one| one["values"].clone()).collect();
        let plan = world.terraform.run(&["plan", "-input=false", "-json"]);
        let told: String = plan.diagnostics().into_iter().map(|one| one.detail).collect();
        let numbers: BTreeSet<String> = values.iter().map(|one| one["schedule_id"].to_string()).collect();
        for row in world.emulator.schedules() {
            let name = row["name"].as_str().unwrap_or_default();
            let is_known = numbers.contains(&row["id"].to_string().replace('"', ""));
            assert!(
                is_known || told.contains(&format!("  id = {name:?}")),
                "{cell}: nobody knows of {row}:\n{told}"
            );
        }
        if told.contains("import {") {
            world.write("import.tf", "import {\n  to = td_schedule.created\n  id = \"created\"\n}\n");
        }
        world.apply_with(&[]);
        let rows = world.emulator.schedules();
        assert_eq!(rows.len(), 3, "{cell}: {rows:?}");
        assert_eq!(
            names(&rows, "name"),
            ["created", "renamed anew", "updated"].map(str::to_owned).into(),
            "{cell}"
        );
        cells += 1;
    }
    println!("{victim:?} killed {side:?} each of {REQUESTS} requests: {cells} cells");
}

macro_rules! cells {
    ($($name:ident = $victim:ident $side:ident;)+) => {
        $(#[test] fn $name() { story(Victim::$victim, Side::$side); })+
    };
}

cells! {
    the_provider_dies_before_a_request = Provider Before;
    the_provider_dies_after_a_request = Provider After;
    terraform_dies_before_a_request = Terraform Before;
    terraform_dies_after_a_request = Terraform After;
    both_die_before_a_request = Both Before;
    both_die_after_a_request = Both After;
}
