//! What may be among the elements of a collection.

use terraform_provider_td::wire::{Type, Value};

use super::asked::Asked;
use super::block::Place;
use super::is_error;
use super::values::collection;

fn collections<'p>(places: Vec<Place<'p>>) -> impl Iterator<Item = Place<'p>> {
    let is_one = |place: &Place<'_>| matches!(place.ty(), Type::List(_) | Type::Set(_) | Type::Map(_));
    places.into_iter().filter(move |place| !place.is_read_only() && is_one(place))
}

#[tokio::test]
async fn an_unknown_may_stand_among_the_elements_of_every_collection() {
    let mut asked = Asked::new().await;
    let mut count = 0;
    for block in asked.blocks() {
        for place in collections(block.places()) {
            let unknown = collection(&place.ty(), Value::Unknown).expect("a collection");
            let found = asked.validate(&block, &place.with(unknown)).await;
            assert!(!found.iter().any(is_error), "{place}: {found:#?}");
            count += 1;
        }
    }
    assert!(count >= 3, "the schemas read otherwise now: {count}");
}

/// `[null]` must never come to mean none or any.
#[tokio::test]
async fn a_null_among_elements_is_refused_unless_the_page_says_that_they_may_be_null() {
    let mut asked = Asked::new().await;
    for block in asked.blocks() {
        for place in collections(block.places()) {
            let null = collection(&place.ty(), Value::Null).expect("a collection");
            let found = asked.validate(&block, &place.with(null)).await;
            if place.attribute().description.contains("may be null") {
                assert!(!found.iter().any(is_error), "{place}: {found:#?}");
                continue;
            }
            let step = match place.ty() {
                Type::List(_) => "[0]",
                Type::Map(_) => "[\"key\"]",
                _ => "",
            };
            let about = format!("`{}{step}`", place.name());
            let told = |one: &terraform_provider_td::framework::proto::Diagnostic| {
                is_error(one) && one.summary == "A null among elements" && one.detail.contains(&about)
            };
            assert!(found.iter().any(told), "{place}: {found:#?}");
        }
    }
}

/// A null where it is checked is refused; where a host asks for no check, too.
#[tokio::test]
async fn a_provider_with_a_null_among_elements_is_not_configured() {
    let asked = Asked::new().await;
    for block in asked.blocks().into_iter().filter(|block| block.kind == super::block::Kind::Provider) {
        for place in collections(block.places()) {
            let mut config = block.unknown();
            place.set(&mut config, collection(&place.ty(), Value::Null).expect("a collection"));
            let (_, found) = asked.configure(crate::provider::encode(&config, &block.ty())).await;
            assert!(found.iter().any(is_error), "{place}: {found:#?}");
        }
    }
}
