//! Every attribute of every schema that the provider offers, as the schemas themselves list them: what is added later is
//! tested without a line of its own.

mod asked;
mod block;
mod defaults;
mod elements;
mod identities;
mod numbers;
mod secrets;
mod settings;
mod values;

use std::collections::BTreeSet;

use terraform_provider_td::framework::proto::{self, attribute_path::step::Selector, diagnostic::Severity};

use asked::Asked;
use block::Place;
use values::sample;

/// The root attribute that a diagnostic points at; None for the whole block.
fn points_at(one: &proto::Diagnostic) -> Option<&str> {
    match one.attribute.as_ref()?.steps.first()?.selector.as_ref()? {
        Selector::AttributeName(name) => Some(name),
        _ => None,
    }
}

fn is_error(one: &proto::Diagnostic) -> bool {
    one.severity == i32::from(Severity::Error)
}

/// Fails unless there is an error with this summary about the attribute, in the right place.
fn assert_told(place: &Place<'_>, summary: &str, found: &[proto::Diagnostic]) {
    let about = |one: &&proto::Diagnostic| {
        is_error(one) && one.summary == summary && one.detail.contains(&format!("`{}`", place.name()))
    };
    let error = found.iter().find(about);
    let error = error.unwrap_or_else(|| panic!("{place}: no {summary:?} in {found:#?}"));
    let wanted = (!place.root().holds_secret()).then(|| place.root().name());
    assert_eq!(points_at(error), wanted.as_deref(), "{place}");
}

#[tokio::test]
async fn what_is_required_must_not_be_null() {
    let mut asked = Asked::new().await;
    let mut count = 0;
    for block in asked.blocks() {
        for place in block.places().into_iter().filter(|place| place.attribute().required) {
            let found = asked.validate(&block, &place.null()).await;
            assert_told(&place, "A required argument is null", &found);
            count += 1;
        }
    }
    assert!(count >= 8, "the schemas read otherwise now: {count}");
}

#[tokio::test]
async fn what_is_read_only_must_not_be_set() {
    let mut asked = Asked::new().await;
    let mut count = 0;
    for block in asked.blocks() {
        for place in block.places().into_iter().filter(Place::is_read_only) {
            let ty = place.ty();
            for value in [sample(&ty), terraform_provider_td::wire::Value::Unknown] {
                let found = asked.validate(&block, &place.with(value)).await;
                assert_told(&place, "A read-only attribute is set", &found);
            }
            count += 1;
        }
    }
    assert!(count >= 30, "the schemas read otherwise now: {count}");
}

#[tokio::test]
async fn what_is_wrong_everywhere_is_told_at_once_and_each_of_it_once() {
    let mut asked = Asked::new().await;
    for block in asked.blocks() {
        let wrong: Vec<Place<'_>> =
            block.roots().filter(|place| place.attribute().required || place.is_read_only()).collect();
        let mut config = block.unknown();
        for place in &wrong {
            let ty = place.ty();
            let value =
                if place.is_read_only() { sample(&ty) } else { terraform_provider_td::wire::Value::Null };
            place.set(&mut config, value);
        }
        let found = asked.validate(&block, &config).await;
        for place in &wrong {
            let summary = if place.is_read_only() {
                "A read-only attribute is set"
            } else {
                "A required argument is null"
            };
            assert_told(place, summary, &found);
        }
        let texts: BTreeSet<String> = found.iter().map(|one| format!("{one:?}")).collect();
        assert_eq!(texts.len(), found.len(), "{block:?} says one thing twice: {found:#?}");
    }
}

/// Terraform asks an action's Validate only before variables are known.
#[tokio::test(flavor = "multi_thread")]
async fn an_action_with_a_null_is_refused_when_it_is_planned_and_when_it_is_invoked() {
    let mut asked = Asked::new().await;
    let mut count = 0;
    for block in asked.blocks().into_iter().filter(|block| block.kind == block::Kind::Action) {
        for place in block.places().into_iter().filter(|place| place.attribute().required) {
            for found in
                [asked.plan_action(&block, &place.null()).await, asked.invoke(&block, &place.null()).await]
            {
                assert_told(&place, "A required argument is null", &found);
                count += 1;
            }
        }
    }
    assert!(count >= 2 && asked.td.rows().is_empty());
}
