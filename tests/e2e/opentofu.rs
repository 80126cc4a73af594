//! What only OpenTofu has, and the way from Terraform to it and back. The guide "OpenTofu" shows the same.

use crate::hcl::Schedule;
use crate::support::emulator::Emulator;
use crate::support::on_terraform;
use crate::support::world::World;
use serde_json::Value;
use std::fs;

/// The state as it lies on the disk.
fn stored(world: &World) -> String {
    fs::read_to_string(world.directory().join("terraform.tfstate")).expect("a state")
}

fn names(emulator: &Emulator) -> Vec<Value> {
    emulator.schedules().iter().map(|row| row["name"].clone()).collect()
}

const ENCRYPTED: &str = r#"
terraform {
  encryption {
    key_provider "pbkdf2" "words" {
      passphrase = "a long enough text of several words"
    }
    method "aes_gcm" "all" {
      keys = key_provider.pbkdf2.words
    }
    state {
      method   = method.aes_gcm.all
      enforced = true
    }
    plan {
      method   = method.aes_gcm.all
      enforced = true
    }
  }
}
"#;

on_terraform! {
    [opentofu_1_12_6 "opentofu 1.12.6"]

    fn an_encrypted_state_and_plan_keep_what_the_provider_remembers_and_show_nothing(version) {
        let mut world = World::new(version);
        world.write("encryption.tf", ENCRYPTED);
        let export = r#""mysql://user:secret-one@db.example.com/base/table""#;
        world.configure(&Schedule::daily().with("result", export).block());
        world.terraform.run(&["plan", "-input=false", "-out=saved"]).succeeds();
        let plan = fs::read(world.directory().join("saved")).expect("a plan");
        let holds = |bytes: &[u8], text: &str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
        assert!(holds(&plan, "encrypted_data") && !holds(&plan, "secret-one"));
        world.terraform.run(&["apply", "-input=false", "saved"]).succeeds();
        world.is_settled(&[]);
        let state = stored(&world);
        assert!(state.contains("encrypted_data") && !state.contains("select 1") && !state.contains("secret-one"));
        // The account is in the private data.
        world.terraform.set("TD_API_KEY", "2/0123456789abcdef0123456789abcdef01234567");
        let other = world.terraform.run(&["plan", "-input=false", "-json"]).ends_with(1).only_error();
        assert_eq!(other.summary, "The schedule belongs to another account or site");
    }

    fn one_provider_block_serves_each_of_many_accounts(version) {
        let world = World::new(version);
        let second = Emulator::start(&[]);
        let hcl = |instances: &str| format!(
            r#"
locals {{
  accounts = {{
    tokyo = {:?}
    us    = {:?}
  }}
}}

provider "td" {{
  alias    = "by_account"
  for_each = local.accounts
  endpoint = each.value
}}

resource "td_schedule" "daily" {{
  for_each = {instances}
  provider = td.by_account[each.key]

  name     = "daily_${{each.key}}"
  type     = "trino"
  database = "sales"
  query    = "select 1"
}}
"#,
            second.url(),
            world.emulator.url()
        );
        world.apply(&hcl("local.accounts"));
        assert_eq!((names(&world.emulator), names(&second)), (vec!["daily_us".into()], vec!["daily_tokyo".into()]));
        // The provider's instance must outlive what it made.
        world.apply(&hcl(r#"{ for name, url in local.accounts : name => url if name != "tokyo" }"#));
        assert_eq!((names(&world.emulator).len(), names(&second).len()), (1, 0));
        world.destroy(&[]);
    }

    fn a_variable_may_stand_in_the_source_of_a_module(version) {
        let world = World::new(version);
        let module = world.directory().join("modules/reports");
        fs::create_dir_all(&module).expect("a directory can be made");
        fs::write(module.join("main.tf"), Schedule::daily().block()).expect("it can be written");
        fs::copy(world.directory().join("required.tf"), module.join("required.tf")).expect("it can be copied");
        world.configure(
            "variable \"modules\" {\n  type    = string\n  default = \"./modules\"\n}\n\nmodule \"reports\" {\n  source = \"${var.modules}/reports\"\n}\n",
        );
        world.terraform.run(&["get"]).succeeds();
        world.apply_with(&[]);
        assert_eq!(names(&world.emulator), ["daily"]);
        world.destroy(&[]);
    }

    fn what_is_excluded_is_not_touched_and_its_name_is_still_known(version) {
        let world = World::new(version);
        let other = Schedule::daily().with("name", r#""other""#);
        world.configure(&(Schedule::daily().block() + &other.labelled("other")));
        world.try_apply(&["-exclude=td_schedule.other"]).succeeds();
        assert_eq!(names(&world.emulator), ["daily"]);
        world.apply_with(&[]);
        let changed = |schedule: &Schedule| schedule.with("delay", "60");
        world.configure(&(changed(&Schedule::daily()).block() + &changed(&other).labelled("other")));
        world.try_apply(&["-exclude=td_schedule.s"]).succeeds();
        let delay = |name: &str| world.emulator.schedule(name).expect("it is there")["delay"].clone();
        assert_eq!((delay("daily"), delay("other")), (0.into(), 60.into()));
        world.destroy(&[]);
    }

    fn a_state_goes_from_terraform_to_opentofu_and_back_and_nothing_is_planned(version) {
        let mut world = World::new("1.11.4");
        let hcl = Schedule::daily().with("result", r#""mysql://user:secret-one@db.example.com/base/table""#).block()
            + "resource \"td_schedule_run\" \"r\" {\n  schedule_name = td_schedule.s.name\n}\n";
        world.apply(&hcl);
        let before = world.emulator.schedules();
        world.drive_with(version);
        world.is_settled(&[]);
        world.apply_with(&[]);
        assert!(stored(&world).contains("registry.opentofu.org/treasure-data/td"));
        world.drive_with("1.11.4");
        let back = ["registry.opentofu.org/treasure-data/td", "registry.terraform.io/treasure-data/td"];
        world.terraform.run(&[&["state", "replace-provider", "-auto-approve"], &back[..]].concat()).succeeds();
        world.is_settled(&[]);
        world.apply_with(&[]);
        assert_eq!(world.emulator.schedules(), before);
        assert_eq!(world.emulator.jobs("daily").len(), 1);
        // What the provider remembers came along: the account.
        world.terraform.set("TD_API_KEY", "2/0123456789abcdef0123456789abcdef01234567");
        let other = world.terraform.run(&["plan", "-input=false", "-json"]).ends_with(1).only_error();
        assert_eq!(other.summary, "The schedule belongs to another account or site");
    }
}
