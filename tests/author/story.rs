//! What Terraform and the provider do together.

use std::collections::BTreeSet;

use serde_json::json;
use terraform_provider_td::framework::Registry;

use crate::provider::Memory;
use crate::store::{Item, Shelf};
use crate::world::World;

/// A test: it fails by a panic.
pub(crate) type Test = Box<dyn FnOnce() + Send>;

/// One story by its name.
type Story = (&'static str, fn(&World));

/// The tests by their names: each story under the oldest Terraform that the suites drive each time, and the newest.
pub(crate) fn tests() -> Vec<(String, Test)> {
    let mut tests: Vec<(String, Test)> =
        vec![("the_provider_is_well_formed".to_owned(), Box::new(the_provider_is_well_formed))];
    let stories: [Story; 7] = [
        (
            "what_is_wrong_with_an_element_is_told_before_a_plan",
            what_is_wrong_with_an_element_is_told_before_a_plan,
        ),
        ("a_change_of_one_element_is_planned_and_made", a_change_of_one_element_is_planned_and_made),
        ("elements_may_be_unknown_until_apply", elements_may_be_unknown_until_apply),
        ("what_others_changed_is_seen_and_put_right", what_others_changed_is_seen_and_put_right),
        ("a_shelf_is_imported_by_its_name", a_shelf_is_imported_by_its_name),
        ("another_name_is_another_shelf", another_name_is_another_shelf),
        ("a_data_source_and_a_function_give_what_they_say", a_data_source_and_a_function_give_what_they_say),
    ];
    for version in ["1.11.4", "1.15.5"] {
        for (name, story) in stories {
            tests.push((named(name, version), Box::new(move || told(version, story))));
        }
    }
    let newest: [Story; 2] = [
        ("an_action_does_its_work_and_tells_how_it_goes", an_action_does_its_work_and_tells_how_it_goes),
        ("an_identity_imports", an_identity_imports),
    ];
    for (name, story) in newest {
        tests.push((named(name, "1.15.5"), Box::new(move || told("1.15.5", story))));
    }
    tests
}

fn named(story: &str, version: &str) -> String {
    format!("{story}::terraform_{}", version.replace('.', "_"))
}

/// Each story ends with nothing left.
fn told(version: &str, story: fn(&World)) {
    let world = World::new(version);
    story(&world);
    world.terraform.run(&["destroy", "-input=false", "-auto-approve"]).succeeds();
    assert!(world.shelves.lock().unwrap().is_empty(), "a destroy leaves nothing");
}

fn shelf(name: &str, items: &str) -> String {
    format!("resource \"memory_shelf\" \"tools\" {{\n  name = {name:?}\n  items = {items}\n}}\n")
}

fn items(items: &[(&str, Option<i64>)]) -> BTreeSet<Item> {
    items
        .iter()
        .map(|(name, amount)| Item { name: (*name).to_owned(), amount: *amount, tags: None })
        .collect()
}

fn the_provider_is_well_formed() {
    assert_eq!(Registry::new(Memory).problems(), Vec::<String>::new());
}

fn what_is_wrong_with_an_element_is_told_before_a_plan(world: &World) {
    let cases = [
        ("[{ name = null }]", "name"),
        ("[{ name = \"saw\" }, { amount = 2, name = null }]", "name"),
        ("[{ name = \"saw\", amount = 0.5 }]", "a whole number, 1 or more"),
        ("[{ name = \"saw\", tags = [null] }]", "null"),
        ("[null]", "null"),
        ("null", "items"),
        ("[{ name = \"saw\" }, { name = \"saw\", amount = 2 }]", "\"saw\" lies there twice"),
    ];
    for (wrong, word) in cases {
        let said = world.validate(&shelf("tools", wrong));
        assert_eq!(said.len(), 1, "{wrong}: {said:#?}");
        assert_eq!(said[0].attribute, "items", "{wrong}: {said:#?}");
        said[0].says(&[word]);
    }
    let said = world.validate(&shelf("tools", "[]\n  pieces = 1"));
    assert_eq!((said.len(), &*said[0].attribute), (1, "pieces"), "{said:#?}");
    let read = "data \"memory_shelf\" \"tools\" {\n  name = \"tools\"\n  items = [{ name = \"saw\" }]\n}\n";
    let said = world.validate(read);
    assert!(!said.is_empty() && said.iter().all(|one| one.attribute == "items"), "{said:#?}");
    world.configure("");
}

fn a_change_of_one_element_is_planned_and_made(world: &World) {
    world.apply(&shelf("tools", "[{ name = \"saw\" }, { name = \"nail\", amount = 100 }]"));
    assert_eq!(world.shelf("tools").items, items(&[("saw", None), ("nail", Some(100))]));
    // The order in a configuration of a set means nothing.
    world.configure(&shelf("tools", "[{ name = \"nail\", amount = 100 }, { name = \"saw\" }]"));
    world.is_settled();
    world.configure(&shelf(
        "tools",
        "[{ name = \"saw\" }, { name = \"nail\", amount = 99, tags = [\"iron\"] }]",
    ));
    let change = world.change("memory_shelf.tools");
    assert_eq!(change["actions"], json!(["update"]));
    assert_eq!(change["after_unknown"], json!({ "items": [{ "tags": [false] }, {}], "pieces": true }));
    assert_eq!(change["after"]["id"], "shelf/tools");
    world.apply(&shelf("tools", "[{ name = \"saw\" }, { name = \"nail\", amount = 99, tags = [\"iron\"] }]"));
    assert!(world.shelf("tools").items.iter().any(|item| item.tags == Some(["iron".to_owned()].into())));
    // What follows the items does not become unknown where only the note changes.
    world.configure(&shelf(
        "tools",
        "[{ name = \"saw\" }, { name = \"nail\", amount = 99, tags = [\"iron\"] }]\n  note = \"x\"",
    ));
    assert_eq!(world.change("memory_shelf.tools")["after"]["pieces"], 100);
    world.apply(&shelf("tools", "[]"));
    assert_eq!(world.shelf("tools"), Shelf::default());
}

fn elements_may_be_unknown_until_apply(world: &World) {
    let later = "resource \"terraform_data\" \"later\" {\n  input = \"saw\"\n}\n";
    let unknown =
        "[{ name = terraform_data.later.output }, { name = \"nail\", tags = [terraform_data.later.output] }]";
    world.configure(&format!("{later}{}", shelf("tools", unknown)));
    let change = world.change("memory_shelf.tools");
    assert_eq!(change["after_unknown"]["items"], json!([{ "tags": [true] }, { "name": true }]), "{change}");
    world.apply(&format!("{later}{}", shelf("tools", unknown)));
    assert_eq!(world.shelf("tools").items.len(), 2);
    // Two elements that are one as soon as they are known.
    let same = "[{ name = terraform_data.more.output }, { name = \"saw\" }]";
    let more = "resource \"terraform_data\" \"more\" {\n  input = \"saw\"\n}\n";
    world.apply(&format!("{more}{}", shelf("tools", same)));
    assert_eq!(world.shelf("tools").items, items(&[("saw", None)]));
    // A whole set that is not known.
    let whole = "[for name in terraform_data.last.output : { name = name }]";
    let last = "resource \"terraform_data\" \"last\" {\n  input = [\"axe\"]\n}\n";
    world.configure(&format!("{last}{}", shelf("tools", whole)));
    assert_eq!(world.change("memory_shelf.tools")["after_unknown"]["items"], true);
    world.apply(&format!("{last}{}", shelf("tools", whole)));
    assert_eq!(world.shelf("tools").items, items(&[("axe", None)]));
}

fn what_others_changed_is_seen_and_put_right(world: &World) {
    let both = shelf("tools", "[{ name = \"saw\" }, { name = \"nail\", amount = 100 }]");
    world.apply(&both);
    let before = world.shelf("tools");
    let taken = Shelf { items: items(&[("nail", Some(7))]), ..before.clone() };
    world.shelves.lock().unwrap().insert("tools".to_owned(), taken);
    let update = vec!["update memory_shelf.tools".to_owned()];
    assert_eq!(world.plan(), (update.clone(), update));
    world.apply(&both);
    assert_eq!(world.shelf("tools"), before);
    world.shelves.lock().unwrap().remove("tools");
    let (planned, drifted) = world.plan();
    assert_eq!(planned, ["create memory_shelf.tools"]);
    assert_eq!(drifted, ["delete memory_shelf.tools"]);
    world.apply(&both);
    assert_eq!(world.shelf("tools"), before);
}

fn a_shelf_is_imported_by_its_name(world: &World) {
    let both = shelf("tools", "[{ name = \"saw\" }, { name = \"nail\", amount = 100 }]");
    world.apply(&both);
    world.terraform.run(&["state", "rm", "memory_shelf.tools"]).succeeds();
    let taken = world.terraform.run(&["apply", "-input=false", "-auto-approve", "-json"]).ends_with(1);
    taken.only_error().says(&["There is a shelf \"tools\" already."]);
    world.terraform.run(&["import", "-input=false", "memory_shelf.tools", "tools"]).succeeds();
    world.is_settled();
}

fn an_identity_imports(world: &World) {
    let stored = Shelf { note: None, items: items(&[("saw", Some(2))]) };
    world.shelves.lock().unwrap().insert("tools".to_owned(), stored.clone());
    let import = "import {\n  to = memory_shelf.tools\n  identity = {\n    name = \"tools\"\n  }\n}\n";
    world.apply(&format!("{import}{}", shelf("tools", "[{ name = \"saw\", amount = 2 }]")));
    assert_eq!(world.shelf("tools"), stored);
}

fn another_name_is_another_shelf(world: &World) {
    world.apply(&shelf("tools", "[{ name = \"saw\" }]"));
    world.configure(&shelf("toys", "[{ name = \"saw\" }]"));
    let change = world.change("memory_shelf.tools");
    assert_eq!(change["replace_paths"], json!([["name"]]), "{change}");
    world.apply(&shelf("toys", "[{ name = \"saw\" }]"));
    let names: Vec<_> = world.shelves.lock().unwrap().keys().cloned().collect();
    assert_eq!(names, ["toys"]);
}

fn a_data_source_and_a_function_give_what_they_say(world: &World) {
    let read = "data \"memory_shelf\" \"tools\" {\n  name = memory_shelf.tools.name\n}\n";
    let output = "output \"read\" {\n  value = data.memory_shelf.tools\n}\noutput \"sum\" {\n  value = provider::memory::pieces([2, 3])\n}\n";
    world.apply(&format!(
        "{}{read}{output}",
        shelf("tools", "[{ name = \"saw\", amount = 2, tags = [\"b\", \"a\"] }]")
    ));
    let item = json!({ "name": "saw", "amount": 2, "tags": ["a", "b"] });
    let whole = json!({ "id": "shelf/tools", "items": [item], "name": "tools", "note": null, "pieces": 2 });
    assert_eq!((world.output("read"), world.output("sum")), (whole, json!(5)));
    let wrong = "output \"sum\" {\n  value = provider::memory::pieces([2, 0])\n}\n";
    let said = world.validate(&format!("{}{wrong}", shelf("tools", "[]")));
    assert_eq!(said.len(), 1, "{said:#?}");
    said[0].says(&["0 is no amount: it must be 1 or more."]);
    world.configure("data \"memory_shelf\" \"none\" {\n  name = \"none\"\n}\n");
    let plan = world.terraform.run(&["plan", "-input=false", "-json"]).ends_with(1);
    plan.only_error().says(&["There is no shelf \"none\"."]);
    world.configure("");
}

fn an_action_does_its_work_and_tells_how_it_goes(world: &World) {
    let action = "action \"memory_clear\" \"all\" {\n  config {\n    name = \"tools\"\n  }\n}\n";
    world.apply(&format!("{}{action}", shelf("tools", "[{ name = \"saw\" }]")));
    let invoke = ["apply", "-input=false", "-auto-approve", "-invoke=action.memory_clear.all"];
    let said = world.terraform.run(&invoke).succeeds();
    assert!(said.text().contains("takes 1 items off tools"), "{}", said.text());
    assert_eq!(world.shelf("tools"), Shelf::default());
    let (planned, _) = world.plan();
    assert_eq!(planned, ["update memory_shelf.tools"]);
    let none = action.replace("\"tools\"", "\"none\"");
    world.configure(&format!("{}{none}", shelf("tools", "[{ name = \"saw\" }]")));
    let failed = world.terraform.run(&[
        "apply",
        "-input=false",
        "-auto-approve",
        "-json",
        "-invoke=action.memory_clear.all",
    ]);
    failed.ends_with(1).only_error().says(&["There is no shelf \"none\"."]);
}
