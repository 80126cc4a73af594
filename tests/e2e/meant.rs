//! What is written for another scheduler: the plan says what it is there and what means the same here.

use crate::hcl::Schedule;
use crate::support::on_each_terraform;
use crate::support::world::World;

/// A cron for another scheduler, and what its error says.
const CRONS: [(&str, &str); 12] = [
    ("0 10 * * ? *", "an EventBridge expression: did you mean \"0 10 * * *\"?"),
    ("0/15 * * * ? *", "an EventBridge expression: did you mean \"*/15 * * * *\"?"),
    ("cron(0 10 ? * 2-6 *)", "an EventBridge expression: did you mean \"0 10 * * 1-5\"?"),
    ("rate(5 minutes)", "an EventBridge rate, counted from midnight here: did you mean \"*/5 * * * *\"?"),
    ("0 0 10 ? * 2", "a Quartz expression: did you mean \"0 10 * * 1\"?"),
    ("0 0 10 ? * 6#3", "a Quartz expression: TD's cron has nothing like `6#3`"),
    (
        "0 9 * * * mon",
        "as a cron with seconds first it is \"9 * * * mon\"; as a cron of five fields with a weekday too much",
    ),
    ("CRON_TZ=Asia/Tokyo 0 9 * * *", "did you mean \"0 9 * * *\" with timezone = \"Asia/Tokyo\"?"),
    ("Mon..Fri *-*-* 09:00:00", "a systemd calendar expression: did you mean \"0 9 * * mon-fri\"?"),
    ("@midnight", "a nickname of other crons: did you mean \"@daily\"?"),
    ("@every 1h", "an interval of Go's cron, counted from midnight here: did you mean \"@hourly\"?"),
    ("0 0 31 2 *", "none of these months has such a day, so it would never run."),
];

/// A name of no time zone, and what its error says.
const ZONES: [(&str, &str); 8] = [
    ("Asia/Mumbai", "did you mean \"Asia/Kolkata\"?"),
    ("Asia/Delhi", "did you mean \"Asia/Kolkata\"?"),
    ("Asia/Osaka", "did you mean \"Asia/Tokyo\"?"),
    ("America/Boston", "did you mean \"America/New_York\"?"),
    ("Asia/Beijing", "did you mean \"Asia/Shanghai\"?"),
    ("Asia/Astana", "did you mean \"Asia/Almaty\"?"),
    ("Tokyo Standard Time", "did you mean \"Asia/Tokyo\"?"),
    ("IST", "it may be \"Asia/Kolkata\" or \"Asia/Jerusalem\" or \"Europe/Dublin\""),
];

on_each_terraform! {
    fn a_cron_or_a_zone_of_elsewhere_is_told_with_what_means_the_same(version) {
        let world = World::new(version);
        let crons = CRONS.iter().map(|(cron, said)| (Schedule::daily().with("cron", &format!("{cron:?}")), "cron", said));
        let zones = ZONES.iter().map(|(zone, said)| (Schedule::daily().with("timezone", &format!("{zone:?}")), "timezone", said));
        let all: Vec<_> = crons.chain(zones).collect();
        let blocks = all.iter().enumerate().map(|(number, (schedule, ..))| {
            schedule.with("name", &format!("\"daily-{number}\"")).labelled(&format!("s{number}"))
        });
        world.configure(&blocks.collect::<String>());
        let told = world.terraform.run(&["plan", "-input=false", "-json"]).ends_with(1).diagnostics();
        for (_, attribute, said) in &all {
            let found = told.iter().any(|one| one.attribute == *attribute && one.detail.contains(**said));
            assert!(found, "{said}\nis not in {told:#?}");
        }
    }

    fn a_zone_that_seems_another_one_is_a_warning_once(version) {
        let world = World::new(version);
        for (zone, said) in [("Etc/GMT+9", "9 hours behind UTC"), ("EST", "\"America/New_York\"")] {
            world.configure(&Schedule::daily().with("timezone", &format!("{zone:?}")).block());
            let plan = world.terraform.run(&["plan", "-input=false", "-json"]).succeeds();
            let warnings: Vec<_> = plan.diagnostics().into_iter().filter(|one| one.attribute == "timezone").collect();
            assert_eq!(warnings.len(), 1, "{warnings:?}");
            assert!(warnings[0].summary.starts_with("daily:") && warnings[0].detail.contains(said), "{warnings:?}");
        }
        world.try_apply(&[]).succeeds();
        let again = world.terraform.run(&["plan", "-input=false", "-json"]).succeeds();
        assert!(again.diagnostics().iter().all(|one| one.attribute != "timezone"), "{:?}", again.diagnostics());
    }

    fn a_legacy_name_of_a_place_is_kept_with_both_zones_told(version) {
        let world = World::new(version);
        world.configure(&Schedule::daily().with("timezone", "\"Astana\"").block());
        let error = world.terraform.run(&["plan", "-input=false", "-json"]).ends_with(1).only_error();
        assert!(error.detail.contains("\"Asia/Dhaka\"") && error.detail.contains("\"Asia/Almaty\""), "{}", error.detail);
    }
}
