//! The files of a whole configuration.

use std::path::Path;

use super::files::Files;
use super::module;
use super::schedule::{Exported, blocks, import};
use crate::escape::{Hcl, Safe};
use crate::hcl::{Block, Body, Expression};
use crate::settings::{Settings, Site};

/// Where queries stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Queries {
    /// In the resource blocks; what is longer than 64 KiB in a file
    #[default]
    Inline,
    /// In a file each
    Files,
}

/// How the configuration is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Layout {
    /// A resource block for each schedule
    #[default]
    Flat,
    /// A directory of .sql files that a module turns into schedules
    Module,
}

/// What is written when `--out` names a directory; each file one thing, so that an existing configuration can take
/// what it needs.
pub(super) fn directory(
    all: &[Exported<'_>],
    settings: &Settings,
    queries: Queries,
    layout: Layout,
) -> Files {
    let mut files = Files::new();
    let mut add = |path: &str, body: &Body| {
        if !body.is_empty() {
            files.insert(path.into(), body.render());
        }
    };
    add("providers.tf", &provider(settings));
    match layout {
        Layout::Flat => {
            add("schedules.tf", &resources(all, queries));
            add("variables.tf", &blocks(all.iter().filter_map(Exported::result_variable)));
            add("imports.tf", &imports(all, Exported::address));
            files.extend(query_files(all, queries));
        }
        Layout::Module => {
            add("main.tf", &module::call());
            add("imports.tf", &imports(all, module::address));
            files.extend(module::files(all));
        }
    }
    files
}

/// The same in one file called `name`, but for the files of queries.
pub(super) fn single_file(name: &Path, all: &[Exported<'_>], settings: &Settings, queries: Queries) -> Files {
    let parts = [
        provider(settings),
        blocks(all.iter().filter_map(Exported::result_variable)),
        resources(all, queries),
        imports(all, Exported::address),
    ];
    let texts: Vec<String> = parts.iter().filter(|body| !body.is_empty()).map(Body::render).collect();
    let mut files = query_files(all, queries);
    files.insert(name.to_owned(), texts.join("\n"));
    files
}

fn resources(all: &[Exported<'_>], queries: Queries) -> Body {
    blocks(all.iter().map(|one| one.resource(queries)))
}

fn query_files(all: &[Exported<'_>], queries: Queries) -> Files {
    all.iter().filter_map(|one| Some((one.query_file(queries)?.into(), one.query().to_owned()))).collect()
}

fn imports<'a>(all: &[Exported<'a>], address: impl Fn(&Exported<'a>) -> Safe<Hcl>) -> Body {
    let mut body = Body::default();
    if !all.is_empty() {
        body.comment("Once applied, this can be deleted.");
    }
    for one in all {
        body.block(import(address(one), one.id));
    }
    body
}

/// The provider, held to the account and the place that the schedules were read from.
fn provider(settings: &Settings) -> Body {
    let mut td = Block::new("required_providers", &[]);
    td.body.set("td", Expression::Object(vec![("source".into(), Expression::text("treasure-data/td"))]));
    let mut terraform = Block::new("terraform", &[]);
    terraform.body.comment("Import blocks need Terraform 1.5 or OpenTofu.");
    terraform.body.set("required_version", Expression::text(">= 1.5")).block(td);
    let mut provider = Block::new("provider", &["td"]);
    let endpoint = &settings.endpoint.value;
    match Site::ALL.into_iter().find(|site| site.endpoint() == *endpoint) {
        Some(site) => provider.body.set("site", Expression::text(site.name())),
        None => provider.body.set("endpoint", Expression::text(endpoint.to_string())),
    };
    if endpoint.is_plain() && !endpoint.is_loopback() {
        provider.body.set("allow_plain_http", Expression::Bool(true));
    }
    if let Some(account) = &settings.account_id {
        provider.body.set("allowed_account_ids", Expression::List(vec![Expression::text(account)]));
    }
    let mut body = blocks([terraform]);
    body.blank().comment("The API key comes from TD_API_KEY or the td CLI's file.").block(provider);
    body
}
