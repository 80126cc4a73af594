//! Numbers and their bounds.

use regex::Regex;
use terraform_provider_td::framework::proto::Diagnostic;
use terraform_provider_td::wire::{Type, Value};

use super::asked::Asked;
use super::block::Place;
use super::values::half;
use super::{is_error, points_at};

fn about<'d>(place: &Place<'_>, found: &'d [Diagnostic]) -> Vec<&'d Diagnostic> {
    let root = place.root().name();
    found.iter().filter(|one| is_error(one) && points_at(one) == Some(&*root)).collect()
}

#[tokio::test]
async fn a_number_that_is_not_whole_is_told_with_the_bounds_that_hold_and_hides_no_other() {
    let bounds =
        Regex::new(r"a whole number(?: from (-?\d+) to (-?\d+)|, (-?\d+) or more)?").expect("a regex");
    let mut asked = Asked::new().await;
    let mut count = 0;
    for block in asked.blocks() {
        let mut all = block.unknown();
        let (mut refused, mut places) = (0, Vec::new());
        for place in block.places() {
            if place.is_read_only() || place.ty() != Type::Number {
                continue;
            }
            let found = asked.validate(&block, &place.with(half())).await;
            place.set(&mut all, half());
            let Some(error) = found.iter().find(|one| is_error(one) && one.detail.contains("whole number"))
            else {
                continue;
            };
            refused += 1;
            assert!(!error.detail.contains("9223372036854775807"), "{place}: {}", error.detail);
            let bounds = bounds.captures(&error.detail).expect("it says what is expected");
            let number =
                |group: usize| bounds.get(group).map(|text| text.as_str().parse::<i64>().expect("a number"));
            places.push((place, number(1).or(number(3)), number(2)));
        }
        let found = asked.validate(&block, &all).await;
        let told = found.iter().filter(|one| one.detail.contains("whole number")).count();
        assert_eq!(told, refused, "{block:?} does not tell all at once: {found:#?}");
        for (place, least, most) in places {
            count += 1;
            for (bound, beyond) in [(least, -1), (most, 1)] {
                let Some(bound) = bound else { continue };
                let found = asked.validate(&block, &place.with(Value::integer(bound + beyond))).await;
                assert!(!about(&place, &found).is_empty(), "{place} takes {}", bound + beyond);
                let found = asked.validate(&block, &place.with(Value::integer(bound))).await;
                let range =
                    |one: &&&Diagnostic| one.summary.contains("range") || one.detail.contains("whole number");
                assert_eq!(
                    about(&place, &found).iter().filter(range).count(),
                    0,
                    "{place} = {bound}: {found:#?}"
                );
            }
        }
    }
    assert!(count >= 9, "the schemas read otherwise now: {count}");
}
