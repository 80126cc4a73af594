//! A default that the page tells is in the state: to write it down or to take it out is no change.

use regex::Regex;
use terraform_provider_td::framework::proto::{RawState, plan_resource_change, upgrade_resource_state};
use terraform_provider_td::wire::{Object, Str, Type, Value, json, json::UnknownAttributes};

use super::asked::Asked;
use super::block::{Block, Kind, Place};
use super::values::sample;
use crate::provider::{decode, encode, errors};

/// The default that the page tells, where it is a value.
fn told(place: &Place<'_>) -> Option<Value> {
    let page = format!("{} ", place.attribute().description);
    let word = Regex::new(r"Default: (?:`([^`]+)`|(true|false|-?\d+))[.\s(]").expect("a regex");
    let found = word.captures(&page)?;
    let text = found.get(1).or(found.get(2))?.as_str();
    if text.contains(' ') || place.attribute().description.contains("for each") {
        return None;
    }
    let json = if place.ty() == Type::String { format!("{text:?}") } else { text.to_owned() };
    json::decode(json.as_bytes(), &place.ty(), UnknownAttributes::Refuse).ok()
}

/// A state as a create leaves it, without what is told by the server.
fn created(asked: &Block, planned: &Object, ty: &Type) -> Value {
    let Type::Object(types) = ty else { panic!("{asked:?} is an object") };
    let entry = |(name, value): (&Str, &Value)| {
        let ty = types.get(name).expect("of its type");
        (name.to_string(), if value.is_unknown() { sample(ty) } else { value.clone() })
    };
    Value::Object(Object::new(planned.iter().map(entry)))
}

struct Plans<'a> {
    asked: &'a mut Asked,
    block: &'a Block,
}

impl Plans<'_> {
    /// The planned state and the replaced attributes.
    async fn plan(&mut self, prior: &Value, config: &Value) -> (Object, usize) {
        let ty = self.block.ty();
        let (Value::Object(configured), before) = (config, prior.as_object()) else { panic!("an object") };
        let computed =
            |name: &str| self.block.roots().any(|one| one.name() == name && one.attribute().computed);
        let proposed = Object::new(configured.iter().map(|(name, value)| {
            let kept = value.is_null() && computed(name);
            let before = before.and_then(|before| before.get(name)).unwrap_or(&Value::Null);
            (name.to_string(), if kept { before.clone() } else { value.clone() })
        }));
        let request = plan_resource_change::Request {
            type_name: self.block.type_name.clone(),
            prior_state: Some(encode(prior, &ty)),
            proposed_new_state: Some(encode(&Value::Object(proposed), &ty)),
            config: Some(encode(config, &ty)),
            ..Default::default()
        };
        let answer = self.asked.client.plan_resource_change(request).await.expect("an answer").into_inner();
        assert_eq!(errors(&answer.diagnostics), Vec::<String>::new(), "{:?}", self.block);
        let planned = decode(answer.planned_state.as_ref(), &ty).expect("a plan");
        (planned, answer.requires_replace.len())
    }

    /// A state as the provider reads it when it is loaded, in a new phase of Terraform.
    async fn load(&mut self, state: &Value) -> Value {
        let endpoint = self.asked.td.url();
        self.asked.client = self.asked.provider.connect(&endpoint).await.client;
        let text = json::encode(state, &self.block.ty()).expect("a known state");
        let request = upgrade_resource_state::Request {
            type_name: self.block.type_name.clone(),
            version: 0,
            raw_state: Some(RawState { json: text.into(), ..Default::default() }),
        };
        let answer = self.asked.client.upgrade_resource_state(request).await.expect("an answer").into_inner();
        assert_eq!(errors(&answer.diagnostics), Vec::<String>::new(), "{:?}", self.block);
        Value::Object(decode(answer.upgraded_state.as_ref(), &self.block.ty()).expect("a state"))
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_documented_default_is_no_change_whether_it_is_written_down_or_taken_out() {
    let mut asked = Asked::new().await;
    let (mut in_state, mut others) = (0, 0);
    for block in asked.blocks().into_iter().filter(|block| block.kind == Kind::Resource) {
        let without = block.sampled();
        let ty = block.ty();
        let mut plans = Plans { asked: &mut asked, block: &block };
        let (planned, _) = plans.plan(&Value::Null, &without).await;
        let state = created(&block, &planned, &ty);
        for place in block.places() {
            let Some(default) = told(&place) else { continue };
            let mut with = without.clone();
            place.set(&mut with, default);
            // An older version knew no default, and left null.
            let mut old = state.clone();
            if place.name() == place.root().name() {
                place.set(&mut old, Value::Null);
            }
            for state in [&state, &old] {
                for config in [&with, &without] {
                    let state = plans.load(state).await;
                    let (planned, replaced) = plans.plan(&state, config).await;
                    assert_eq!(replaced, 0, "{place}");
                    if place.attribute().computed {
                        assert_eq!(Some(&planned), state.as_object(), "{place}");
                    }
                }
            }
            *(if place.attribute().computed { &mut in_state } else { &mut others }) += 1;
        }
    }
    assert!(in_state >= 10 && others >= 4, "the pages read otherwise now: {in_state}, {others}");
}

/// What replaces an object has its documented default in the state.
#[tokio::test]
async fn no_documented_default_of_a_resource_is_left_out_of_its_state() {
    let asked = Asked::new().await;
    for block in asked.blocks().into_iter().filter(|block| block.kind == Kind::Resource) {
        for place in block.roots().filter(|place| told(place).is_some()) {
            assert!(place.attribute().computed, "{place}");
        }
    }
}
