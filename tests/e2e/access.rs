//! When TD can't be reached or does not let us in: one diagnostic that says what to check and where the setting came from.

use crate::hcl::Schedule;
use crate::support::canned::{Nobody, answer_always};
use crate::support::emulator::KEY;
use crate::support::on_each_terraform;
use crate::support::terraform::Diagnostic;
use crate::support::world::World;

/// The only error of an apply whose provider is configured by the environment, without retries.
fn refusal(world: &World) -> Diagnostic {
    world.configure(&format!("provider \"td\" {{\n  max_retries = 0\n}}\n{}", Schedule::daily().block()));
    let error = world.try_apply(&[]).ends_with(1).only_error();
    assert!(!error.detail.contains(KEY) && !error.summary.contains(KEY), "the key leaked: {error:?}");
    assert!(!error.summary.is_empty(), "{error:?}");
    error
}

on_each_terraform! {
    fn a_wrong_key(version) {
        let mut world = World::new(version);
        world.terraform.set("TD_API_KEY", "1/ffffffffffffffffffffffffffffffffffffffff");
        let error = refusal(&world);
        error.says(&["TD_API_KEY", "TD_API_SERVER", &world.emulator.url()]);
        assert!(!error.detail.contains("ffffffff"), "the key leaked: {error:?}");
    }

    fn a_wrong_key_in_the_configuration(version) {
        let world = World::new(version);
        let provider = "provider \"td\" {\n  api_key = \"1/ffffffffffffffffffffffffffffffffffffffff\"\n}\n";
        world.configure(&(provider.to_owned() + &Schedule::daily().block()));
        world.try_apply(&[]).ends_with(1).only_error().says(&["api_key", "TD_API_SERVER"]);
    }

    fn no_key_at_all(version) {
        let mut world = World::new(version);
        world.terraform.unset("TD_API_KEY");
        refusal(&world).says(&["api_key", "TREASURE_DATA_API_KEY", "TD_API_KEY", "td.conf"]);
    }

    fn a_host_that_does_not_exist(version) {
        let mut world = World::new(version);
        world.terraform.set("TD_API_SERVER", "https://td.invalid");
        refusal(&world).says(&["td.invalid", "TD_API_SERVER"]);
    }

    fn a_port_where_nobody_listens(version) {
        let mut world = World::new(version);
        let nobody = Nobody::hold();
        let url = nobody.url();
        world.terraform.set("TD_API_SERVER", &url);
        refusal(&world).says(&[&url, "TD_API_SERVER", "refused"]);
    }

    fn a_host_that_answers_404(version) {
        let mut world = World::new(version);
        let url = answer_always("404 Not Found", "text/plain", "nothing here");
        world.terraform.set("TD_API_SERVER", &url);
        refusal(&world).says(&[&url, "TD_API_SERVER", "404"]);
    }

    fn a_host_that_answers_with_a_page(version) {
        let mut world = World::new(version);
        let url = answer_always("200 OK", "text/html", "<html><body>Please sign in</body></html>");
        world.terraform.set("TD_API_SERVER", &url);
        refusal(&world).says(&[&url, "TD_API_SERVER"]);
    }
}
