//! Every RPC with nulls, unknowns, missing messages, unknown types and wrong bytes: a diagnostic or a status, never a
//! crash or a hang. It changes things too: another provider than this package's own is best tested without its keys.

use futures_util::{StreamExt, stream};
use prost::Message;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::Child;
use tonic::Code;
use tonic::transport::Channel;

use crate::certificate::Certificate;
use crate::client;
use crate::damage::{Sent, broken, readable, sample};
use crate::patience::soon;
use crate::plugin_process::{Plugin, bare, hosted, is_foreign};
use crate::raw_call::{all_names, call};
use crate::rpc_table::{self, Rpc};
use crate::tfplugin6::diagnostic::Severity;
use crate::tfplugin6::{Schema, configure_provider, get_provider_schema};
use crate::values::Type;

/// As many as Terraform might have on the way.
const AT_ONCE: usize = 16;

/// A provider with its schemas, and what it talks to.
pub(crate) struct Provider {
    plugin: Plugin,
    pub(crate) channel: Channel,
    pub(crate) schemas: get_provider_schema::Response,
    _emulator: Option<Child>,
}

impl Provider {
    pub(crate) async fn start() -> Self {
        let certificate = Certificate::new();
        let mut command = hosted(Some(&certificate));
        command.env("TF_LOG", "ERROR").current_dir(std::env::temp_dir());
        let mut emulator = None;
        if !is_foreign() {
            let mut child = bare().args(["emulator", "--listen", "127.0.0.1:0"]).spawn().unwrap();
            let mut line = String::new();
            let mut stdout = BufReader::new(child.stdout.take().unwrap());
            soon("the emulator", stdout.read_line(&mut line)).await.unwrap();
            let url = line.trim().strip_prefix("listening on ").expect("the emulator's address");
            command.env("TREASURE_DATA_API_SERVER", url).env("TREASURE_DATA_API_KEY", "1/for-a-test");
            emulator = Some(child);
        }
        let plugin = Plugin::of(command).await;
        let channel = client::terraform(&plugin.handshake, &certificate).await;
        let schemas = match call(&channel, "GetProviderSchema", Vec::new()).await {
            Ok(answers) => get_provider_schema::Response::decode(answers[0].as_slice()).unwrap(),
            Err(status) => panic!("no schemas: {status}"),
        };
        Self { plugin, channel, schemas, _emulator: emulator }
    }

    /// Configured from its environment alone.
    async fn configure(&self) {
        let config = of(self.schemas.provider.as_ref().expect("a schema of the provider"))
            .object(|_, _| rmpv::Value::Nil);
        let value = crate::tfplugin6::DynamicValue {
            msgpack: crate::values::bytes(&config).into(),
            json: Default::default(),
        };
        let request = configure_provider::Request { config: Some(value), ..Default::default() };
        let answers = call(&self.channel, "ConfigureProvider", request.encode_to_vec()).await.unwrap();
        let answer = configure_provider::Response::decode(answers[0].as_slice()).unwrap();
        // Another provider may want more than its environment.
        assert!(is_foreign() || answer.diagnostics.is_empty(), "{answer:?}");
    }

    /// Each type with what it is and its RPCs.
    fn types(&self) -> Vec<(String, Type, Vec<Rpc>)> {
        let provider = self.schemas.provider.iter();
        let provider = provider.map(|schema| ("provider".to_owned(), of(schema), rpc_table::of_provider()));
        let resources = self.schemas.resource_schemas.iter();
        let resources = resources.map(|(name, schema)| (name.clone(), of(schema), rpc_table::of_resource()));
        let data = self.schemas.data_source_schemas.iter();
        let data = data.map(|(name, schema)| (name.clone(), of(schema), rpc_table::of_data_source()));
        let actions = self.schemas.action_schemas.iter();
        let actions = actions.map(|(name, action)| {
            let schema = action.schema.as_ref().expect("an action has a schema");
            (name.clone(), of(schema), rpc_table::of_action())
        });
        let lists = self.schemas.list_resource_schemas.iter();
        let lists = lists.map(|(name, schema)| (name.clone(), of(schema), rpc_table::of_list()));
        provider.chain(resources).chain(data).chain(actions).chain(lists).collect()
    }

    /// Nothing of all this may have been a panic.
    pub(crate) async fn end(self) {
        client::health(&self.channel).await.unwrap();
        client::shutdown(self.channel).await.unwrap();
        let ended = self.plugin.ended().await;
        let panic = ended.stderr.lines().find(|line| line.contains("panic"));
        assert_eq!(panic, None, "among {} lines", ended.stderr.lines().count());
    }
}

fn of(schema: &Schema) -> Type {
    Type::of_block(schema.block.as_ref().expect("a schema has a block"))
}

/// Sends these values, each in each of the RPC's places among samples, and in all at once.
async fn send(channel: &Channel, name: &str, of: &Type, rpc: &Rpc, values: Vec<Sent>) {
    let mut requests = Vec::new();
    for sent in values {
        for place in 0..=rpc.values {
            let values: Vec<_> = (0..rpc.values)
                .map(|other| {
                    if other == place || place == rpc.values { sent.value.clone() } else { sample(of).value }
                })
                .collect();
            let what = format!("{} of {name} with {} in place {place}", rpc.name, sent.what);
            requests.push((what, sent.is_broken, (rpc.request)(name, &values)));
        }
    }
    let calls = stream::iter(requests).map(|(what, is_broken, request)| async move {
        let answer = call(channel, rpc.name, request).await;
        let refused = answer.map_or_else(
            |_| true,
            |answers| {
                let diagnostics = answers.iter().flat_map(|answer| (rpc.diagnostics)(answer));
                diagnostics.inspect(|found| assert!(!found.summary.is_empty(), "{what}")).any(|found| {
                    assert_ne!(
                        found.severity(),
                        Severity::Invalid,
                        "Terraform takes it for no error: {what}"
                    );
                    found.severity() == Severity::Error
                })
            },
        );
        assert!(refused || !is_broken, "taken for a value: {what}");
    });
    calls.buffer_unordered(AT_ONCE).collect::<Vec<()>>().await;
}

#[tokio::test]
async fn readable_values_are_answered() {
    let provider = Provider::start().await;
    for configured in [false, true] {
        if configured {
            provider.configure().await;
        }
        for (name, of, rpcs) in provider.types() {
            for rpc in rpcs.iter().filter(|rpc| rpc.name != "ConfigureProvider") {
                send(&provider.channel, &name, &of, rpc, readable(&of)).await;
            }
        }
    }
    provider.end().await;
}

#[tokio::test]
async fn broken_values_are_refused() {
    let provider = Provider::start().await;
    provider.configure().await;
    for (name, of, rpcs) in provider.types() {
        for rpc in &rpcs {
            send(&provider.channel, &name, &of, rpc, broken(&of)).await;
        }
    }
    provider.end().await;
}

#[tokio::test]
async fn configuring_again_and_again_is_answered() {
    let provider = Provider::start().await;
    for (name, of, rpcs) in provider.types() {
        for rpc in rpcs.iter().filter(|rpc| rpc.name == "ConfigureProvider") {
            send(&provider.channel, &name, &of, rpc, readable(&of)).await;
        }
    }
    provider.end().await;
}

#[tokio::test]
async fn unknown_types_are_errors() {
    let provider = Provider::start().await;
    for configured in [false, true] {
        if configured {
            provider.configure().await;
        }
        let resource = [rpc_table::of_resource(), rpc_table::of_data_source()];
        for rpcs in resource.into_iter().chain([rpc_table::of_action(), rpc_table::of_list()]) {
            for rpc in &rpcs {
                for name in ["", "no_such_type", "td_schedule\0", "é"] {
                    let missing = Sent { what: "no message".to_owned(), value: None, is_broken: true };
                    send(&provider.channel, name, &Type::Bool, rpc, vec![missing]).await;
                }
            }
        }
    }
    provider.end().await;
}

#[tokio::test]
async fn stored_states_of_any_text_are_answered() {
    let provider = Provider::start().await;
    let deep = "[".repeat(100_000);
    let texts = [
        "",
        "null",
        "{}",
        "[]",
        "1e999999999",
        "{\"id\":1}",
        "{\"id\":\"a\"",
        "\u{0}",
        "{\"name\":{}}",
        &deep,
    ];
    let types = provider.schemas.resource_schemas.keys().map(String::as_str);
    for name in types.chain(["", "no_such_type"]) {
        for text in texts.iter().map(|text| text.as_bytes()).chain([&b"\xff\xfe"[..]]) {
            for (rpc, request) in rpc_table::stored(name, text) {
                let _ = call(&provider.channel, rpc, request).await;
            }
        }
    }
    provider.end().await;
}

#[tokio::test]
async fn messages_of_any_bytes_are_answered_by_every_rpc() {
    let provider = Provider::start().await;
    for configured in [false, true] {
        if configured {
            provider.configure().await;
        }
        for name in all_names() {
            // Nothing; a field that nobody knows; a text that is not UTF-8; a length beyond the end; an endless number.
            let messages = [&[][..], &[0xfa, 0x7f, 1, b'x'], &[0x0a, 1, 0xff], &[0x0a, 0x7f], &[0xff; 16]];
            for message in messages {
                let _ = call(&provider.channel, name, message.to_vec()).await;
            }
        }
    }
    let answer = call(&provider.channel, "NoSuchRpc", Vec::new()).await;
    assert_eq!(answer.unwrap_err().code(), Code::Unimplemented);
    provider.end().await;
}

#[tokio::test]
async fn stopping_leaves_the_server_up() {
    let provider = Provider::start().await;
    call(&provider.channel, "StopProvider", Vec::new()).await.unwrap();
    call(&provider.channel, "GetProviderSchema", Vec::new()).await.unwrap();
    provider.end().await;
}

#[tokio::test]
async fn a_text_of_5_mib_is_taken() {
    let provider = Provider::start().await;
    for (name, of, rpcs) in provider.types() {
        let long = |_: &str, of: &Type| match of {
            Type::String => "é".repeat(5 << 19).into(),
            other => other.sample(),
        };
        let one = of.attributes().into_iter().find(|(_, of)| matches!(of, Type::String));
        let Some((one, _)) = one else { continue };
        let value = of.object(|name, of| if name == one { long(name, of) } else { of.sample() });
        let value = crate::tfplugin6::DynamicValue {
            msgpack: crate::values::bytes(&value).into(),
            json: Default::default(),
        };
        let rpc = &rpcs[0];
        let answer = call(&provider.channel, rpc.name, (rpc.request)(&name, &[Some(value)])).await;
        assert!(answer.is_ok(), "{}: {answer:?}", rpc.name);
    }
    provider.end().await;
}
