//! What an unknown setting of the provider stops.

use terraform_provider_td::framework::proto::{ClientCapabilities, read_data_source};
use terraform_provider_td::wire::{Type, Value};

use super::asked::Asked;
use super::block::Kind;
use super::is_error;
use super::values::collection;
use crate::provider::{KEY, encode};

/// Settings that only say how patiently and how fast TD is asked.
const TUNING: [&str; 4] = ["max_retries", "max_retry_wait", "request_timeout", "requests_per_second"];

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_setting_stops_and_defers_only_what_needs_it() {
    let asked = Asked::new().await;
    let blocks = asked.blocks();
    let own = blocks.iter().find(|block| block.kind == Kind::Provider).expect("a provider");
    let data = blocks.iter().find(|block| block.type_name == "td_schedules").expect("a data source");
    for place in own.roots() {
        let name = place.name();
        let mut config = own.unknown();
        for given in own.roots() {
            match &*given.name() {
                "api_key" => given.set(&mut config, KEY.into()),
                "endpoint" => given.set(&mut config, asked.td.url().as_str().into()),
                _ => {}
            }
        }
        let mut unknown = vec![Value::Unknown];
        unknown.extend(
            collection(&place.ty(), Value::Unknown).filter(|_| !matches!(place.ty(), Type::Object(_))),
        );
        for value in unknown {
            place.set(&mut config, value);
            let (mut client, found) = asked.configure(encode(&config, &own.ty())).await;
            assert!(!found.iter().any(is_error), "{name}: {found:#?}");
            for deferral_allowed in [true, false] {
                let request = read_data_source::Request {
                    type_name: data.type_name.clone(),
                    config: Some(encode(&data.unknown(), &data.ty())),
                    client_capabilities: Some(ClientCapabilities { deferral_allowed, ..Default::default() }),
                    ..Default::default()
                };
                let answer = client.read_data_source(request).await.expect("an answer").into_inner();
                let stops = !TUNING.contains(&&*name);
                assert_eq!(answer.deferred.is_some(), stops && deferral_allowed, "{name}");
                assert_eq!(answer.diagnostics.iter().any(is_error), stops && !deferral_allowed, "{name}");
            }
        }
    }
}
