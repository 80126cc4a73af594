//! What the framework says by itself shows no secret and points at none.

use terraform_provider_td::framework::proto::Diagnostic;
use terraform_provider_td::wire::{Type, Value};

use super::asked::Asked;
use super::block::{Block, Kind, Place};
use super::values::{filled, half, sample};
use super::{is_error, points_at};

const MARKER: &str = "marker-of-a-secret-4711";

/// Fails where an answer shows the marker, or points at an argument that may hold a secret.
fn assert_silent(block: &Block, found: &[Diagnostic]) {
    let text = format!("{found:?}");
    assert!(!text.contains("4711"), "{block:?} shows it: {text}");
    for one in found {
        let Some(root) = points_at(one) else { continue };
        let place = block.roots().find(|place| place.name() == root);
        assert!(!place.is_some_and(|place| place.holds_secret()), "{block:?} points at it: {one:#?}");
    }
}

/// Every framework error that can be made around one configuration: something null and needed, something read-only and
/// set, a number that is not whole, a null among elements, a write-only value that the host would store.
fn spoil(block: &Block, config: &mut Value, spared: &Place<'_>) {
    for place in block.places() {
        if place.name() == spared.name() || place.root().name() == spared.root().name() {
            continue;
        }
        match place.ty() {
            _ if place.attribute().required => place.set(config, Value::Null),
            ty if place.is_read_only() => place.set(config, sample(&ty)),
            Type::Number => place.set(config, half()),
            ty @ (Type::List(_) | Type::Set(_)) => {
                place.set(config, super::values::collection(&ty, Value::Null).expect("a collection"));
            }
            _ => {}
        }
    }
}

#[tokio::test]
async fn no_error_around_a_secret_shows_it_or_points_at_its_line() {
    let mut asked = Asked::new().await;
    let mut count = 0;
    for write_only in [true, false] {
        asked.write_only = write_only;
        for block in asked.blocks() {
            for place in block.places().into_iter().filter(Place::holds_secret) {
                let secret = filled(&place.ty(), MARKER);
                let alone = place.with(secret.clone());
                assert_silent(&block, &asked.validate(&block, &alone).await);
                let mut config = block.sampled();
                place.set(&mut config, secret);
                spoil(&block, &mut config, &place);
                let found = asked.validate(&block, &config).await;
                assert!(found.iter().any(is_error), "{place}: nothing is wrong");
                assert_silent(&block, &found);
                if block.kind == Kind::Provider {
                    let (_, found) = asked.configure(crate::provider::encode(&config, &block.ty())).await;
                    assert_silent(&block, &found);
                }
                count += 1;
            }
        }
    }
    assert!(count >= 8, "the schemas read otherwise now: {count}");
}

#[tokio::test]
async fn a_write_only_value_is_refused_by_name_where_the_host_would_store_it() {
    let mut asked = Asked::new().await;
    asked.write_only = false;
    for block in asked.blocks() {
        for place in block.places().into_iter().filter(|place| place.attribute().write_only) {
            let found = asked.validate(&block, &place.with(filled(&place.ty(), MARKER))).await;
            let early = found.iter().find(|one| one.summary == "Write-only attributes need Terraform 1.11");
            let early = early.unwrap_or_else(|| panic!("{place}: {found:#?}"));
            assert!(early.attribute.is_none() && early.detail.contains(&format!("`{}`", place.name())));
        }
    }
}
