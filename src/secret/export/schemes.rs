//! The kinds of exports that Treasure Data publishes, and which of their parts hold no secret.
//!
//! Sources: the pages docs.treasuredata.com/articles/result-into-{td,mysql,postgresql,redshift,web,s3,ftp,sftp,tableau,
//! mongodb,salesforce,google-spreadsheet} for the URLs, docs.treasuredata.com/int/*-export-integration for the forms of
//! the console, and the folders td/* of github.com/treasure-data/treasure-boxes for the JSON texts and their settings.
//! What is not named here is never shown, so that a name may be missing here without harm.

/// What stands first in the user information of a URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum First {
    /// The name of a user.
    User,
    /// A key, or what may be one (a token in place of a user).
    Key,
}

/// One kind of export.
#[derive(Debug)]
pub(super) struct Scheme {
    /// The word before `://` and the `type` of a JSON text, in lower case.
    pub(super) name: &'static str,
    /// What stands first in its URL; None where it is written as JSON only.
    pub(super) first: Option<First>,
    /// Whether its path names a place. One of a web server may itself be the secret, as those of chat webhooks are.
    pub(super) path: bool,
    /// Settings that hold no secret, beside [`EVERYWHERE`].
    pub(super) settings: &'static [&'static str],
}

/// Settings that mean the same in each scheme.
pub(super) const EVERYWHERE: &[&str] = &[
    "append",
    "host",
    "max_retry_wait_msec",
    "mode",
    "port",
    "replace",
    "retry_initial_wait_msec",
    "retry_limit",
    "td_authentication_id",
    "unique",
    "user",
    "username",
];

/// Names of settings whose values are secrets and whose names are none, as the same sources have them.
const SECRETS: &[&str] = &[
    "access_key_id",
    "access_token",
    "account_key",
    "api_key",
    "apikey",
    "auth_token",
    "client_secret",
    "credentials",
    "json_keyfile",
    "key",
    "passphrase",
    "password",
    "private_key",
    "refresh_token",
    "sas_token",
    "secret",
    "secret_access_key",
    "secret_key",
    "secret_key_file",
    "secret_key_passphrase",
    "security_token",
    "token",
];

/// What the name of a setting holds whose value is a secret.
const TELLING: &[&str] = &["auth", "cred", "key", "pass", "pwd", "secret", "sign", "token"];

const TABLE: &[&str] = &["database", "table"];
const MYSQL: &[&str] =
    &["database", "replace_with_schema", "ssl", "table", "use_compression", "useCompression"];
const POSTGRESQL: &[&str] = &["database", "fdw", "method", "schema", "set_role", "ssl", "table"];
const REDSHIFT: &[&str] = &["database", "method", "region", "schema", "serial_id", "ssl", "table"];
const TD: &[&str] = &["database", "name", "table", "time", "user_database_name", "user_table_name"];
const S3: &[&str] = &[
    "bucket",
    "compression",
    "delimiter",
    "endpoint",
    "escape",
    "format",
    "header",
    "newline",
    "null",
    "null_string",
    "part_size",
    "path",
    "quote",
    "quote_policy",
    "region",
    "sse_algorithm",
    "sse_type",
];
const FILES: &[&str] = &[
    "application_name",
    "ascii_mode",
    "blob_type",
    "bucket",
    "compression",
    "container",
    "delimiter",
    "file_ext",
    "folder",
    "folder_id",
    "format",
    "header_line",
    "new_line",
    "newline",
    "null_string",
    "passive_mode",
    "path",
    "path_prefix",
    "quote_policy",
    "region",
    "sequence_format",
    "ssl",
    "ssl_explicit",
    "ssl_verify",
    "ssl_verify_hostname",
    "timeout",
    "user_directory_is_root",
];
const WEB: &[&str] = &["method"];
const TABLEAU: &[&str] = &["datasource", "project", "server_version", "site", "target_type"];
const SALESFORCE: &[&str] = &[
    "concurrency_mode",
    "database",
    "hard_delete",
    "login_url",
    "object",
    "retry",
    "split_records",
    "table",
    "upsert",
];
const PARDOT: &[&str] = &["business_unit", "login_url", "object"];
const SHEET: &[&str] = &[
    "folder",
    "range",
    "rows_threshold",
    "set_nil_for_double_nan",
    "sheet",
    "sheet_title",
    "spreadsheet",
    "spreadsheet_folder",
    "spreadsheet_id",
    "spreadsheet_title",
    "value_input_option",
    "worksheet",
];
const BIGQUERY: &[&str] = &[
    "allow_quoted_newlines",
    "auto_create_table",
    "dataset",
    "ignore_unknown_values",
    "max_bad_records",
    "project",
    "table",
];
const ELASTICSEARCH: &[&str] =
    &["bulk_actions", "bulk_size", "concurrent_requests", "id_field", "index", "index_type"];
const MAILCHIMP: &[&str] = &[
    "double_optin",
    "email_column",
    "fname_column",
    "grouping_columns",
    "list_id",
    "lname_column",
    "merge_fields",
    "replace_interests",
    "update_existing",
];
const MARKETO: &[&str] = &[
    "batch_max_wait_msec",
    "http_timeout_millis",
    "ignore_invalid_records",
    "list_id",
    "lookup_field",
    "partition_name",
    "upload_chunk_size_in_bytes",
];
const SQLSERVER: &[&str] = &["batch_size", "database", "instance", "schema", "table", "timezone"];
const SNOWFLAKE: &[&str] = &["database", "role_name", "schema", "table", "warehouse"];
const POWER_BI: &[&str] = &[
    "batch_size",
    "default_retention_policy",
    "replace_existing_data",
    "service_plan_rows_limit",
    "table",
    "workspace_id",
];

const fn url(name: &'static str, first: First, path: bool, settings: &'static [&'static str]) -> Scheme {
    Scheme { name, first: Some(first), path, settings }
}

const fn json(name: &'static str, settings: &'static [&'static str]) -> Scheme {
    Scheme { name, first: None, path: true, settings }
}

/// Every kind that is known.
pub(super) const ALL: &[Scheme] = &[
    url("ftp", First::User, true, FILES),
    url("ftps", First::User, true, FILES),
    url("gspreadsheet", First::User, true, SHEET),
    url("mongodb", First::User, true, TABLE),
    url("mysql", First::User, true, MYSQL),
    url("postgresql", First::User, true, POSTGRESQL),
    url("redshift", First::User, true, REDSHIFT),
    url("s3", First::Key, true, S3),
    url("sfdc", First::User, true, SALESFORCE),
    url("sftp", First::User, true, FILES),
    url("tableau", First::User, true, TABLEAU),
    url("td", First::Key, true, TD),
    url("web", First::Key, false, WEB),
    url("webs", First::Key, false, WEB),
    json("azure_blob_storage", FILES),
    json("bigquery", BIGQUERY),
    json("box", FILES),
    json("elasticsearch", ELASTICSEARCH),
    json("gcs", FILES),
    json("google_drive", FILES),
    json("gsheet", SHEET),
    json("mailchimp", MAILCHIMP),
    json("marketo", MARKETO),
    json("power_bi", POWER_BI),
    json("s3_v2", S3),
    json("salesforce", SALESFORCE),
    json("salesforce_marketing_cloud", FILES),
    json("salesforce_pardot", PARDOT),
    json("sftp_v2", FILES),
    json("snowflake", SNOWFLAKE),
    json("sqlserver", SQLSERVER),
    json("treasure_data", TD),
];

/// The kind of this name, whatever the case of its letters.
pub(super) fn find(name: &str) -> Option<&'static Scheme> {
    ALL.iter().find(|scheme| scheme.name.eq_ignore_ascii_case(name))
}

impl Scheme {
    /// Whether a setting of this name holds no secret.
    pub(super) fn is_harmless(&self, setting: &str) -> bool {
        self.settings.contains(&setting) || EVERYWHERE.contains(&setting)
    }

    /// Whether the name of a setting is itself no secret.
    pub(super) fn names(&self, setting: &str) -> bool {
        self.is_harmless(setting) || SECRETS.contains(&setting)
    }
}

/// Whether the name of a setting says that its value is a secret.
pub(super) fn tells(setting: &str) -> bool {
    let name = setting.to_ascii_lowercase();
    TELLING.iter().any(|word| name.contains(word))
}
