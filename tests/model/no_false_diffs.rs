//! No plan lies: what was applied is settled, and an edit shows exactly as what it is.

use proptest::prelude::*;

use crate::configs::{any_config, any_edit, any_quirks};
use crate::stories::for_all;
use crate::world::World;

#[test]
fn a_legal_configuration_is_settled_by_one_apply_and_an_edit_shows_exactly_what_was_edited() {
    let edits = prop::collection::vec(any_edit(), 0..4);
    for_all(40, &(any_quirks(), any_config(&["daily"]), edits), async |(quirks, config, edits)| {
        let mut world = World::new(&quirks).await;
        world.set(0, config).await;
        for edit in edits {
            world.edit(0, edit).await;
        }
    });
}

#[test]
fn any_configuration_can_follow_any_other() {
    for_all(
        40,
        &(any_quirks(), any_config(&["daily", "nightly"]), any_config(&["daily", "nightly"])),
        async |(quirks, one, other)| {
            let mut world = World::new(&quirks).await;
            world.set(0, one).await;
            world.set(0, other).await;
        },
    );
}
