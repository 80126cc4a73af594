//! Terraform's state, the configuration, the emulator, and what the pure model says that they must be.

use std::collections::BTreeMap;

use serde_json::Value as Json;
use terraform_provider_td::clock::FakeClock;
use terraform_provider_td::cron::same_meaning;

use crate::configs::{Config, Edit, Export};
use crate::core::{self, Plan, State};
use crate::provider::Provider;
use crate::td::Td;

/// What Treasure Data must hold of one schedule.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    config: Config,
    timezone: String,
    delay: i64,
    priority: i64,
    retry_limit: i64,
    engine_version: Option<String>,
    executing_user_id: Option<i64>,
    pool_name: Option<String>,
    result: String,
    /// What the state remembers of attributes that are no longer managed.
    engine_in_state: Option<String>,
    user_in_state: Option<i64>,
}

/// Everything there is.
pub(crate) struct World {
    clock: FakeClock,
    provider: Provider,
    td: Td,
    state: State,
    configs: BTreeMap<usize, Config>,
    rows: BTreeMap<usize, Row>,
    foreign: Vec<&'static str>,
    /// Turns with each plan, so that resources come in every order.
    turn: usize,
}

/// How many resources the configuration may have.
pub(crate) const SLOTS: usize = 4;

impl World {
    pub(crate) async fn new(quirks: &[(&str, &str)]) -> Self {
        let clock = FakeClock::skipping("2026-01-15T10:07:30Z".parse().expect("a time"));
        let (provider, td) = (Provider::new(&clock), Td::start(&clock, quirks).await);
        let (state, configs, rows, foreign) = Default::default();
        Self { clock, provider, td, state, configs, rows, foreign, turn: 0 }
    }

    fn order(&mut self) -> Vec<usize> {
        self.turn += 1;
        let mut order: Vec<usize> = (0..SLOTS).collect();
        order.rotate_left(self.turn % SLOTS);
        if self.turn.is_multiple_of(2) {
            order.reverse();
        }
        order
    }

    async fn plan(&mut self) -> Result<Plan, Vec<String>> {
        let configs = self.configs.iter().map(|(slot, config)| (*slot, config.attributes())).collect();
        let order = self.order();
        core::plan(&self.provider, &self.td.url(), &self.state, &configs, &order).await
    }

    async fn apply(&mut self, plan: Plan) {
        let order = self.order();
        self.clock.advance(std::time::Duration::from_secs(60));
        self.state = core::apply(&self.provider, &self.td.url(), plan, &order).await;
    }

    /// Nothing is found by a refresh, nothing is planned, and Treasure Data holds what it must.
    async fn is_settled(&mut self) {
        let plan = self.plan().await.expect("a plan");
        assert_eq!(plan.refreshed, self.state, "a refresh found something");
        assert!(plan.changes.is_empty(), "something is planned: {:?}", plan.changes);
        let held = self.td.rows();
        assert_eq!(held.len(), self.rows.len() + self.foreign.len(), "{held:#?}");
        for row in self.rows.values() {
            row.assert_is(held.iter().find(|held| held["name"] == row.config.name).expect("it is there"));
        }
    }

    /// Plans and applies what is configured, and gives the planned changes, of updates with their attributes.
    async fn settle(&mut self) -> BTreeMap<usize, Option<Vec<String>>> {
        let plan = self.plan().await.expect("a plan");
        let changes = plan.changes.iter().map(|(slot, change)| (*slot, change.differs_in())).collect();
        self.apply(plan).await;
        changes
    }

    /// Configures a schedule, or a change of one.
    pub(crate) async fn set(&mut self, slot: usize, config: Config) {
        let is_taken = self.foreign.contains(&config.name)
            || self.configs.iter().any(|(other, one)| *other != slot && one.name == config.name);
        let before = self.configs.insert(slot, config.clone());
        if is_taken {
            return self.is_refused(slot, before).await;
        }
        self.settle().await;
        let row = match self.rows.remove(&slot) {
            Some(row) => row.updated(&config),
            None => Row::created(config),
        };
        self.rows.insert(slot, row);
        self.is_settled().await;
    }

    /// The plan fails, nothing has happened, and the configuration is put back.
    async fn is_refused(&mut self, slot: usize, before: Option<Config>) {
        let errors = self.plan().await.expect_err("names that don't fit");
        assert!(errors.iter().all(|error| error.contains("name") || error.contains("moved")), "{errors:#?}");
        match before {
            Some(before) => self.configs.insert(slot, before),
            None => self.configs.remove(&slot),
        };
        self.is_settled().await;
    }

    /// Takes a schedule out of the configuration.
    pub(crate) async fn remove(&mut self, slot: usize) {
        self.configs.remove(&slot);
        self.settle().await;
        self.rows.remove(&slot);
        self.is_settled().await;
    }

    /// Gives the block of a schedule another address, without saying so.
    pub(crate) async fn rename_address(&mut self, from: usize, to: usize) {
        if self.configs.contains_key(&to) {
            return;
        }
        let Some(config) = self.configs.remove(&from) else { return };
        self.configs.insert(to, config.clone());
        let errors = self.plan().await.expect_err("one name is created and destroyed");
        assert!(errors.iter().any(|error| error.contains("moved {")), "{errors:#?}");
        self.configs.remove(&to);
        self.configs.insert(from, config);
        self.is_settled().await;
    }

    /// Somebody changes a schedule: the plan shows that and nothing else, and the apply puts it right.
    pub(crate) async fn edit(&mut self, slot: usize, edit: Edit) {
        let Some(row) = self.rows.get(&slot).cloned() else { return };
        let name = row.config.name;
        let shown = self.td.list().into_iter().find(|shown| shown["name"] == name).expect("it is there");
        // What Treasure Data never returns can't be seen.
        if shown.get(edit.attribute).is_none() {
            return;
        }
        let (edited, expected) = row.clone().edited(edit);
        self.td.update(name, &[(edit.attribute, edit.value)]);
        let changes = self.settle().await;
        assert_eq!(
            changes.get(&slot).cloned().flatten().unwrap_or_default(),
            expected,
            "{edit:?} of {row:?}"
        );
        assert!(changes.keys().all(|changed| *changed == slot), "{changes:?}");
        self.rows.insert(slot, edited);
        self.is_settled().await;
    }

    /// Somebody renames a schedule: drift of its name, and never another one.
    pub(crate) async fn rename_elsewhere(&mut self, slot: usize, name: &'static str) {
        let Some(row) = self.rows.get(&slot) else { return };
        let list = self.td.list();
        let is_free = list.iter().all(|shown| shown["name"] != name);
        if !is_free || list.iter().any(|shown| shown.get("id").is_none()) {
            return;
        }
        self.td.update(row.config.name, &[("name", name)]);
        let changes = self.settle().await;
        assert_eq!(changes, BTreeMap::from([(slot, Some(vec!["id".to_owned(), "name".to_owned()]))]));
        self.is_settled().await;
    }

    /// Somebody deletes a schedule: it is made again.
    pub(crate) async fn delete_elsewhere(&mut self, slot: usize) {
        let Some(row) = self.rows.remove(&slot) else { return };
        self.td.delete(row.config.name);
        assert_eq!(self.settle().await, BTreeMap::from([(slot, None)]));
        self.rows.insert(slot, Row::created(row.config));
        self.is_settled().await;
    }

    /// Somebody makes a schedule of their own.
    pub(crate) async fn create_elsewhere(&mut self, name: &'static str) {
        if self.td.rows().iter().any(|held| held["name"] == name) {
            return;
        }
        self.td.create(name, &[("type", "hive"), ("database", "theirs"), ("query", "select 0")]);
        self.foreign.push(name);
        self.is_settled().await;
    }
}

/// Whether two exports say the same.
fn same_export(one: &str, other: &str) -> bool {
    let json = |text: &str| serde_json::from_str::<serde_json::Value>(text).ok();
    one == other || matches!((json(one), json(other)), (Some(one), Some(other)) if one == other)
}

/// The cron that Treasure Data is to hold.
fn cron_at_td(config: &Config) -> Option<&'static str> {
    config.cron.filter(|cron| !cron.is_empty() && config.enabled != Some(false))
}

impl Row {
    fn created(config: Config) -> Self {
        let filled = |text: Option<&str>| text.filter(|text| !text.is_empty()).map(str::to_owned);
        Self {
            timezone: config.timezone.unwrap_or("UTC").to_owned(),
            delay: config.delay.unwrap_or(0),
            priority: config.priority.unwrap_or(0),
            retry_limit: config.retry_limit.unwrap_or(0),
            engine_version: filled(config.engine_version),
            executing_user_id: config.executing_user_id,
            pool_name: filled(config.pool_name),
            result: match config.export {
                None => String::new(),
                Some(Export::Kept(url) | Export::WriteOnly(url, _)) => url.to_owned(),
            },
            engine_in_state: config.engine_version.map(str::to_owned),
            user_in_state: config.executing_user_id,
            config,
        }
    }

    /// After a change of the configuration: what is unset goes back to its default, or stays where it is not managed.
    fn updated(self, config: &Config) -> Self {
        let created = Self::created(config.clone());
        let result = match (self.config.export, config.export) {
            (before, after) if before == after => self.result,
            (Some(Export::WriteOnly(_, before)), Some(Export::WriteOnly(_, after))) if before == after => {
                self.result
            }
            (Some(Export::Kept(before)), Some(Export::Kept(after))) if same_export(before, after) => {
                self.result
            }
            (None, None) => self.result,
            _ => created.result,
        };
        let engine_version = match config.engine_version {
            None => self.engine_version,
            Some(version) if self.engine_in_state.as_deref() == Some(version) => self.engine_version,
            Some(_) => created.engine_version,
        };
        Self {
            result,
            engine_version,
            executing_user_id: config.executing_user_id.or(self.executing_user_id),
            engine_in_state: created.engine_in_state.or(self.engine_in_state),
            user_in_state: config.executing_user_id.or(self.user_in_state),
            ..created
        }
    }

    /// After somebody's edit and an apply, and the attributes that the plan must show in between.
    fn edited(mut self, edit: Edit) -> (Self, Vec<String>) {
        let attributes: &[&str] = match edit.attribute {
            "cron" => match (cron_at_td(&self.config), self.config.enabled) {
                (Some(_), _) if edit.value.is_empty() => &["enabled"],
                (None, _) if edit.value.is_empty() => &[],
                (_, Some(false)) => &["cron", "enabled"],
                _ => &["cron"],
            },
            "priority" if self.priority.to_string() == edit.value => &[],
            "priority" => &["priority"],
            "result" if self.config.export.is_none() => {
                edit.value.clone_into(&mut self.result);
                &[]
            }
            "result" if self.result.is_empty() && edit.value.is_empty() => &[],
            "result" if matches!(self.config.export, Some(Export::WriteOnly(..))) => {
                // It is sent again as it is configured now, whichever it was when its version was new.
                self.result = Self::created(self.config.clone()).result;
                &["result_target"]
            }
            "result" => &["result", "result_target"],
            "executing_user_id" => match self.config.executing_user_id {
                Some(_) => &["executing_user_id"],
                None => {
                    self.executing_user_id = edit.value.parse().ok();
                    self.user_in_state = self.user_in_state.and(self.executing_user_id);
                    &[]
                }
            },
            "engine_version" => match self.config.engine_version {
                Some(version) if !version.is_empty() => &["engine_version"],
                _ => {
                    self.engine_version = Some(edit.value.to_owned());
                    let is_read = self.engine_in_state.as_ref().is_some_and(|version| !version.is_empty());
                    if is_read {
                        self.engine_in_state.clone_from(&self.engine_version);
                    }
                    &[]
                }
            },
            "query" => &["query"],
            "timezone" => &["timezone"],
            "database" => &["database"],
            "delay" => &["delay"],
            _ => &["retry_limit"],
        };
        (self, attributes.iter().map(ToString::to_string).collect())
    }

    #[track_caller]
    fn assert_is(&self, held: &Json) {
        let config = &self.config;
        let text = |key: &str| held[key].as_str().unwrap_or_default().to_owned();
        let lines = |query: &str| query.trim().replace("\r\n", "\n");
        assert_eq!(text("type"), config.kind);
        assert_eq!(text("database"), config.database);
        assert_eq!(lines(&text("query")), lines(config.query));
        assert!(same_meaning(&text("cron"), cron_at_td(config).unwrap_or_default()), "{held} for {config:?}");
        assert_eq!(text("timezone"), self.timezone);
        for (key, value) in
            [("delay", self.delay), ("priority", self.priority), ("retry_limit", self.retry_limit)]
        {
            assert_eq!(held[key], value, "{key}");
        }
        assert_eq!(held["engine_version"].as_str(), self.engine_version.as_deref(), "{held} for {self:?}");
        assert_eq!(held["executing_user_id"].as_i64(), self.executing_user_id, "{held} for {self:?}");
        assert_eq!(held["pool_name"].as_str(), self.pool_name.as_deref());
        assert!(same_export(&text("result"), &self.result), "{held} for {self:?}");
    }
}
