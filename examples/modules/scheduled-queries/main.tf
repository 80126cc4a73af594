terraform {
  required_version = ">= 1.6"

  required_providers {
    td = {
      source = "treasure-data/td"
    }
  }
}

locals {
  # daily.sql has the key "daily": a schedule keeps its key, and so its number and history, whatever its name becomes.
  # Not "**/*.sql": behind a first letter beyond ASCII, such as 売_上.sql, Terraform's `*` misses files.
  files = [for file in fileset(var.directory, "**") : file if endswith(file, ".sql")]
  texts = { for file in local.files : trimsuffix(file, ".sql") => file("${var.directory}/${file}") }
  paths = { for key, text in local.texts : key => "${var.directory}/${key}.sql" }

  # The header and the query. A byte order mark, blank lines and comments may stand above the header, as editors and
  # licences put them there; they are not sent. A file without a header gives an empty one, which a precondition names.
  above = "\\x{FEFF}?(?:\\s|--[^\\n]*\\n|/\\*[^*]*\\*+(?:[^/*][^*]*\\*+)*/)*?"
  parts = {
    for key, text in local.texts :
    key => try(regex("(?s)^${local.above}/\\*---[ \\t]*\\r?\\n(.*?)\\r?\\n?[ \\t]*---\\*/[ \\t]*(?:\\r?\\n(.*))?$", text), ["{}", text])
  }

  # null where the header is no YAML: an error of yamldecode would not name the file.
  headers = { for key, part in local.parts : key => try(yamldecode(part[0]), null) }

  needed = ["name", "type", "database"]
  texted = concat(local.needed, ["cron", "timezone", "engine_version", "pool_name"])
  known  = concat(local.texted, ["delay", "priority", "retry_limit", "executing_user_id", "enabled"])

  missing = { for key, header in local.headers : key => [for name in local.needed : name if try(header[name], null) == null] }
  unknown = { for key, header in local.headers : key => setsubtract(try(keys(header), []), local.known) }

  # YAML reads 007, yes and 2026-01-01 as a number, a truth and a time. In quotes they stay what is written.
  unquoted = {
    for key, header in local.headers : key => [
      for name in local.texted : name if try(header[name], null) != null && try(
        !startswith(jsonencode(header[name]), "\"") || (can(regex("^[0-9-]+T[0-9:]+Z$", header[name])) && !strcontains(local.parts[key][0], header[name])),
        true
      )
    ]
  }

  # The value of a cron that YAML takes for something else, such as `* 5 * * *` or `@daily`.
  bare_crons = { for key, part in local.parts : key => try(regex("(?m)^\\s*cron:[ \\t]*([*@][^\\r\\n]*)", part[0])[0], null) }
}

resource "td_schedule" "this" {
  for_each = local.parts

  name     = "${var.prefix}${try(local.headers[each.key].name, "")}"
  type     = try(local.headers[each.key].type, "")
  database = try(local.headers[each.key].database, "")
  query    = coalesce(each.value[1], "\n")

  cron        = try(local.headers[each.key].cron, null)
  timezone    = try(local.headers[each.key].timezone, var.timezone)
  delay       = try(local.headers[each.key].delay, null)
  priority    = try(local.headers[each.key].priority, null)
  retry_limit = try(local.headers[each.key].retry_limit, null)

  engine_version    = try(local.headers[each.key].engine_version, null)
  executing_user_id = try(local.headers[each.key].executing_user_id, null)
  pool_name         = try(local.headers[each.key].pool_name, null)

  result          = try(var.exports[each.key], null)
  enabled         = var.enabled && try(local.headers[each.key].enabled, true)
  deletion_policy = var.deletion_policy

  lifecycle {
    precondition {
      condition = can(keys(local.headers[each.key]))
      error_message = join("", [
        "${local.paths[each.key]}: its header is no YAML of the form \"key: value\"",
        local.bare_crons[each.key] == null ? "; texts with any of : # * @ & ! % need quotes" : "; quote the cron: \"${local.bare_crons[each.key]}\"",
        ".",
      ])
    }

    precondition {
      condition     = !can(keys(local.headers[each.key])) || length(local.missing[each.key]) == 0
      error_message = "${local.paths[each.key]} needs a header /*--- … ---*/ with ${join(", ", local.missing[each.key])}."
    }

    precondition {
      condition     = length(local.unknown[each.key]) == 0
      error_message = "${local.paths[each.key]}: its header has ${join(", ", local.unknown[each.key])}; it may have: ${join(", ", local.known)}."
    }

    precondition {
      condition     = length(local.unquoted[each.key]) == 0
      error_message = "${local.paths[each.key]}: YAML takes the ${join(" and the ", local.unquoted[each.key])} for something else than a text; put quotes around the value."
    }
  }
}
