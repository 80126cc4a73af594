//! The shortest whole story.

use crate::support::on_each_terraform;
use crate::support::world::World;

on_each_terraform! {
    fn a_schedule_is_created_read_back_and_destroyed(version) {
        let world = World::new(version);
        world.apply(
            r#"resource "td_schedule" "daily" {
                 name     = "daily"
                 type     = "trino"
                 database = "sales"
                 cron     = "0 3 * * *"
                 query    = "select 1"
               }"#,
        );
        assert_eq!(world.state("td_schedule.daily")["name"], "daily");
        assert_eq!(world.emulator.schedule("daily").expect("it is there")["query"], "select 1");
        world.destroy(&[]);
    }
}
