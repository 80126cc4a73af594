//! What Terraform asks of a provider in a refresh and plan, without Terraform: its own bookkeeping is quadratic and would
//! hide everything beyond a thousand schedules.

pub(crate) mod messages;

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use futures_util::{StreamExt, TryStreamExt, stream};
use terraform_provider_td::framework::proto::provider_client::ProviderClient;
use terraform_provider_td::framework::proto::{self, RawState};
use tokio::process::Command;
use tonic::transport::Channel;

use crate::Outcome;
use crate::certificate::Certificate;
use crate::client;
use crate::emulator::{Emulator, KEY};
use crate::plugin_process::{Plugin, cleaned, host_environment};
use crate::process::{memory, time_of};
use messages::Messages;

/// How many schedules Terraform works on at a time.
const AT_A_TIME: usize = 10;

/// RPCs for each schedule.
const RPCS: usize = 4;

/// What a drive showed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Drive {
    /// Schedules.
    pub(crate) count: usize,
    /// How long it took.
    pub(crate) seconds: f64,
    /// Seconds of processor time of the provider.
    pub(crate) processor: f64,
    /// The most memory that the provider held, in MiB.
    pub(crate) memory: f64,
    /// Requests for the list.
    pub(crate) lists: u64,
}

impl Drive {
    /// RPCs in a second.
    pub(crate) fn rate(&self) -> f64 {
        (self.count * RPCS) as f64 / self.seconds
    }
}

/// A provider under way: its process and the way to it.
struct Driven {
    plugin: Plugin,
    channel: Channel,
}

impl Driven {
    async fn start(executable: &Path, endpoint: &str) -> Outcome<Self> {
        let certificate = Certificate::new();
        let mut command = cleaned(Command::new(executable));
        host_environment(&mut command, Some(&certificate));
        command.env("TD_API_SERVER", endpoint).env("TD_API_KEY", KEY);
        let plugin = Plugin::of(command).await;
        let channel = client::terraform(&plugin.handshake, &certificate).await;
        Ok(Self { plugin, channel })
    }

    fn provider(&self) -> ProviderClient<Channel> {
        ProviderClient::new(self.channel.clone()).max_decoding_message_size(usize::MAX)
    }
}

/// Drives the provider and the echo through the same `count` schedules with queries of `bytes` bytes, `times` times in
/// turns, each time in a new process; gives the medians.
pub(crate) async fn measure(
    td: &Path,
    echo: &Path,
    count: usize,
    bytes: usize,
    times: usize,
) -> Outcome<[Drive; 2]> {
    let directory = tempfile::tempdir()?;
    let file = directory.path().join("schedules.json");
    crate::emulator::write_rows(&file, count, bytes)?;
    let emulator = Emulator::start(&["--load", &file.display().to_string()])?;
    let mut drives = [Vec::new(), Vec::new()];
    for _ in 0..times {
        for (executable, drives) in [td, echo].into_iter().zip(&mut drives) {
            drives.push(drive(executable, &emulator, count, bytes).await?);
        }
    }
    Ok(drives.map(|mut drives| {
        drives.sort_by(|one, two| one.seconds.total_cmp(&two.seconds));
        drives.swap_remove(drives.len() / 2)
    }))
}

async fn drive(executable: &Path, emulator: &Emulator, count: usize, bytes: usize) -> Outcome<Drive> {
    // The real provider says what a settled state is; the echo would not know.
    let settled = Driven::start(Path::new(crate::EXECUTABLE), &emulator.url()).await?;
    let messages = Arc::new(Messages::learn(&mut settled.provider(), bytes).await?);
    client::shutdown(settled.channel).await?;

    let driven = Driven::start(executable, &emulator.url()).await?;
    messages.configure(&mut driven.provider()).await?;
    emulator.take_counts()?;
    let (begin, before) = (Instant::now(), time_of(driven.plugin.id())?);
    stream::iter(0..count)
        .map(|index| {
            let (messages, provider) = (Arc::clone(&messages), driven.provider());
            tokio::spawn(async move { one(&messages, provider, index).await })
        })
        .buffer_unordered(AT_A_TIME)
        .map(|joined| joined.map_err(Into::into).and_then(|done: Outcome<()>| done))
        .try_collect::<Vec<()>>()
        .await?;
    let seconds = begin.elapsed().as_secs_f64();
    let drive = Drive {
        count,
        seconds,
        processor: time_of(driven.plugin.id())? - before,
        memory: memory(driven.plugin.id(), "VmHWM")? as f64 / 1024.0,
        lists: emulator.take_counts()?.get("list").copied().unwrap_or_default(),
    };
    client::shutdown(driven.channel).await?;
    Ok(drive)
}

/// A schedule's refresh and plan, in Terraform's order. Nothing may have changed: else something else is measured.
async fn one(messages: &Messages, mut provider: ProviderClient<Channel>, index: usize) -> Outcome<()> {
    let schedule = messages.schedule(index)?;
    let type_name = || "td_schedule".to_owned();
    let upgrade = proto::upgrade_resource_state::Request {
        type_name: type_name(),
        version: 0,
        raw_state: Some(RawState { json: schedule.json, ..Default::default() }),
    };
    let upgraded = provider.upgrade_resource_state(upgrade).await?.into_inner();
    nothing_said(&upgraded.diagnostics)?;
    let read = proto::read_resource::Request {
        type_name: type_name(),
        current_state: Some(schedule.state.clone()),
        private: messages.private.clone(),
        ..Default::default()
    };
    let read = provider.read_resource(read).await?.into_inner();
    nothing_said(&read.diagnostics)?;
    let validate = proto::validate_resource_config::Request {
        type_name: type_name(),
        config: Some(schedule.config.clone()),
        ..Default::default()
    };
    nothing_said(&provider.validate_resource_config(validate).await?.into_inner().diagnostics)?;
    let plan = proto::plan_resource_change::Request {
        type_name: type_name(),
        prior_state: Some(schedule.state.clone()),
        proposed_new_state: Some(schedule.state.clone()),
        config: Some(schedule.config),
        prior_private: messages.private.clone(),
        ..Default::default()
    };
    let plan = provider.plan_resource_change(plan).await?.into_inner();
    nothing_said(&plan.diagnostics)?;
    let same = |answer: Option<proto::DynamicValue>| answer.is_some_and(|answer| answer == schedule.state);
    if same(read.new_state) && same(plan.planned_state) {
        Ok(())
    } else {
        Err(format!("schedule {index} changed on the way").into())
    }
}

pub(crate) fn nothing_said(diagnostics: &[proto::Diagnostic]) -> Outcome<()> {
    match diagnostics.first() {
        None => Ok(()),
        Some(diagnostic) => Err(format!("{}: {}", diagnostic.summary, diagnostic.detail).into()),
    }
}
