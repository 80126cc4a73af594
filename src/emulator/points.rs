//! The points of [`super::quirks`]: name, values with the default first, what it decides, what is known of it.

use super::quirks::Row;

macro_rules! table {
    (@known known) => { true };
    (@known open) => { false };
    ($($constant:ident = $name:literal [$($value:literal),+] $known:ident $doc:literal $evidence:literal;)+) => {
        $(#[doc = $doc] pub static $constant: Row = Row {
            name: $name,
            values: &[$($value),+],
            doc: $doc,
            is_known: table!(@known $known),
            evidence: $evidence,
        };)+
        /// Every row, in the order of the documentation.
        pub static TABLE: &[&Row] = &[$(&$constant),+];
    };
}

table! {
    MASK = "mask" ["***", "********", "[FILTERED]", "empty"] open
        "The text in place of a password in a `result` that is a URL."
        "For: three stars in a page of Treasure Data's and in a recorded answer, both of sources. Against: nothing; of a URL only what stands around the mask is known.";
    JSON_SECRETS = "json-secrets" ["left-out", "masked"] known
        "Secrets in a `result` that is JSON: the keys are left out, or stand there with the mask."
        "A live test of td-client-java saves such an export and finds no password in the answer; rows of live lists and of connections have none either.";
    DUPLICATE = "duplicate-status" ["409", "422"] known
        "The status of a create under a name that is taken."
        "The td command reports 409 of a create as \"Schedule already exists\"; databases, tables and connections answer 409.";
    DUPLICATE_RENAME = "duplicate-rename-status" ["409", "422"] open
        "The status of a rename onto a name that is taken."
        "Nothing found, but that a create answers 409.";
    UNKNOWN_DATABASE = "unknown-database" ["404", "422", "403"] open
        "The status for a database that the key does not see."
        "For: jobs, tables and imports of a database that is not there answer 404 with the sentence that the emulator has. Not seen for schedules.";
    UNKNOWN_POOL = "unknown-pool" ["400", "accepted", "422", "404"] open
        "A pool_name that the account lacks. The emulator's accounts have every pool but `unknown`."
        "For: a live test of td-client-java gets 400 for a job, and the sentence that the emulator has. Not seen for schedules: they may find out when they run.";
    EXECUTING_USER = "executing-user" ["anybody", "oneself"] open
        "Whose id executing_user_id may be: anybody's, or only the key's own (1 here), else 403."
        "Nothing found.";
    HIDDEN = "hidden-schedule" ["403", "404"] open
        "The status for a schedule in a database that the key does not see."
        "For: what a user may not do answers 403 elsewhere. Against: look-ups go by account and answer 404.";
    INVALID_TIME = "invalid-time-status" ["422", "400"] open
        "The status for a bad cron or timezone that is refused."
        "For: a name that is too short and an engine version that does not exist answer 422.";
    MISSING = "missing-status" ["422", "400"] open
        "The status of a create without database, query or type."
        "For: a connection without `url` answers 422. Against: one old recording of a job has 500.";
    TYPE_OMITTED = "type-omitted" ["422", "hive"] open
        "A create without `type`: an error, or a schedule of type hive."
        "For: the reference requires `type`. Against: the older provider, treasuredata, never sends it.";
    CRON_OMITTED = "cron-omitted" ["none", "422"] open
        "A create without `cron`: no cron, or an error as it once was."
        "For: the reference has `cron` as optional. Clients go round the question and send an empty one.";
    ERROR_BODY = "error-body" ["union", "array", "error", "message", "plain"] open
        "How an error says its sentence: in every field that a client reads, there with `message` as a JSON array in text, in one of them, or as plain text."
        "For: the reference's error has error, message, text, severity and status_code. The array is in issues of td and td-client-java; which answers have it is not known.";
    CREATE_NAME = "create-name" ["path", "body", "refused"] open
        "Which name wins when a create's body names another one than its path."
        "Nothing found: td-client-java sends the same name in both.";
    NICKNAMES = "nickname-echo" ["typed", "expanded"] open
        "How `@daily` and the like read back."
        "Nothing found.";
    CRON_BLANKS = "cron-blanks" ["typed", "single"] open
        "How blanks in a cron read back."
        "Nothing found.";
    QUERY_BLANKS = "query-blanks" ["typed", "trimmed"] known
        "How a query reads back: as typed, or without outer blanks and with LF for CRLF."
        "A row of a live list keeps the blank at its query's end; the sample of a page keeps the last line feed of a job's.";
    CONNECTION = "connection-echo" ["json", "typed", "url"] open
        "How a `result` of the form `connection:table` reads back: with the connection's settings as JSON, as typed, or as the connection's URL."
        "For: exports that the console makes from a connection read back as JSON with the connection's settings, without its secrets and its id; so does a source. Against: for this form, sent through the API, nothing was found.";
    RETIRED = "retired-types" ["422", "accepted"] open
        "The retired query types `pig` and `impala`, which old schedules still have."
        "Nothing found: td-client-python still takes both for queries.";
    TRINO = "trino-echo" ["trino", "presto"] open
        "How the type `trino` reads back."
        "For: td-client-java reads TRINO in answers. Against: printed answers show presto and hive alone.";
    COUNT = "history-count" ["rows", "total"] open
        "What `count` of a history counts: rows on the page, or all."
        "For: in samples of td-client-python and td-client-go, and in a printed list of jobs, it is the rows on the page.";
    WINDOW = "history-window" ["none", "100", "20"] open
        "The most rows that one history page gives."
        "For: a script of Treasure Data's reads the list of jobs by 1000. Not seen for a history.";
    BOUNDS = "history-bounds" ["numbers", "null"] known
        "Whether a history says its `from` and `to`."
        "A live test of td-client-java reads `to` of the first page and fails where it is null; the clients' samples have numbers.";
    HISTORY_DAYS = "history-days" ["7", "90"] open
        "For how many days a history has its jobs."
        "For 7: Treasure Data's page on data retention, of March 2024. For 90: its older page on limits, and td-client-python's description.";
    NUM_MAX = "num-max" ["10", "9"] open
        "The most jobs of one run."
        "For: the reference. Against: td-client-python's description says 9.";
    DOMAIN_KEYS = "domain-keys" ["for-ever", "with-job"] open
        "How long a domain_key stays taken: for ever, or while its job is kept."
        "For: the pull request that brought it calls it unique within the account, and the retention page keeps logs of jobs for ever. Nothing says how long a key is held.";
    NUM_WITHOUT_CRON = "num-without-cron" ["422", "same-time", "one"] open
        "A run with num above 1 of a schedule without cron."
        "Nothing found.";
    NUM_TIMES = "num-times" ["ticks", "same-time"] open
        "The scheduled times after the first of a run with num above 1."
        "Nothing found.";
    NEXT_TIME = "next-time" ["tick", "with-delay"] open
        "Whether `next_time` and `start` include the delay."
        "For: a page has runs at the next scheduled time plus the delay. Against: the same page calls the time an estimate from both.";
    NEGATIVE_DELAY = "negative-delay" ["422", "accepted"] open
        "A delay below 0."
        "For: the reference says at least 0. Against: a page on scheduled queries speaks of a delay below 0.";
    CLEARING = "clearing" ["reset", "kept", "422"] open
        "An empty engine_version, pool_name or executing_user_id in an update."
        "Nothing found.";
    NAME_MAX = "name-max" ["255", "128", "none"] open
        "The longest name, in characters."
        "Nothing found for schedules; databases and tables have 128, earlier 255.";
    NAME_CASE = "name-case" ["sensitive", "insensitive"] open
        "Whether `Daily` and `daily` are two schedules."
        "For: a list stands in the order of bytes, which a comparison without case would not give.";
    LIST_ORDER = "list-order" ["name", "created", "newest"] known
        "The order of the list: by the names' bytes, or by creation."
        "Rows of a live list and a table filled from one stand in the order of their names and in no order of their ids; in another live list the times of creation go up and down.";
    LAST_DAY = "cron-last-day" ["422", "accepted"] open
        "`L` in a cron's day field."
        "Nothing found: one version of the library that reads crons takes it, earlier ones don't.";
    LAZY_WEEKDAY = "lazy-weekday" ["422", "accepted"] open
        "A bad weekday beside a day field, like `0 0 1 * 8`, that TD's scheduler reads late. Accepted, it never fires."
        "Nothing found.";
    ABBREVIATIONS = "zone-abbreviations" ["accepted", "422"] open
        "A time zone such as `PST` that stands for several. Accepted, the schedule never fires."
        "For: the td command's help and a page say that they may lead to unexpected schedules, which is no refusal. What such a schedule does is not known.";
    CRON_MAX = "cron-max" ["none", "128"] open
        "The longest cron, in characters."
        "Against: the scheduler's library has 128 in a table of its own.";
    UNKNOWN_FIELDS = "unknown-fields" ["ignored", "422"] open
        "Fields in a body that no reference has."
        "For: a list of jobs ignored a parameter that it does not know. Against: the reference allows no further fields.";
    DESCRIPTION = "description" ["ignored", "stored"] open
        "A `description` in a create or an update."
        "Nothing found.";
    OPTIONAL_FIELDS = "optional-fields" ["all", "no-ids", "reference", "more"] open
        "Fields beyond the reference: all known, all but id, executing_user_id and description in the list, none, or unknown ones too."
        "For: live rows of 2024 have all three. Against: changes in three clients that read them were taken back, and today's reference has executing_user_id alone. A create's and an update's answer has the id in every client.";
    ENGINE_VERSION = "engine-version" ["set", "always", "never"] open
        "When the list has `engine_version`."
        "For: the reference has it as optional. Against: a live test of td-client-java in 2019 says that it is never there, and td-client-go's reader refuses a list that has it.";
    JOB_IDS = "run-job-ids" ["integer", "string"] known
        "The type of `job_id` in a run's answer."
        "Ids above 2147483647 broke td-client-go, which reads numbers of 32 bits there (its pull request 46); the reference says integer.";
    SCHEDULE_TIMES = "schedule-times" ["z", "offset", "custom"] known
        "How `created_at`, `next_time` and `start` are written."
        "Printed answers in issues of td-client-python and the samples of four clients.";
    JOB_TIMES = "job-times" ["utc", "offset"] known
        "How the times of a job are written."
        "A printed answer of 2025, Treasure Data's page on jobs and the clients' samples.";
    QUERY_LIMITS = "query-limits" ["none", "published"] open
        "Whether queries beyond TD's published lengths are refused."
        "For: an issue of td-client-python has a query that is too long fail as a job.";
    PATH_PLUS = "path-plus" ["plus", "space"] open
        "What a bare `+` in a path's name is."
        "For: td-client-ruby stopped to send it for a blank, since it was not read as one.";
    PATH_DOT = "path-dot" ["format", "kept"] known
        "Whether a bare `.ext` at a path's end is a format and no part of the name."
        "Pages print paths such as /v3/job/list(.:format); td-client-ruby escapes the dot, since it was taken for an extension.";
}
