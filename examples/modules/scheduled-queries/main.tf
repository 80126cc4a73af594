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

  # The header and the query; a file without a header gives an empty one, which the precondition then names.
  parts = {
    for key, text in local.texts :
    key => try(regex("(?s)^/\\*---\\r?\\n(.*?)\\r?\\n---\\*/\\r?\\n(.*)$", text), ["{}", text])
  }

  headers = { for key, part in local.parts : key => yamldecode(part[0]) }

  needed = ["name", "type", "database"]
  known = concat(local.needed, [
    "cron", "timezone", "delay", "priority", "retry_limit", "engine_version", "executing_user_id", "pool_name", "enabled",
  ])
}

resource "td_schedule" "this" {
  for_each = local.parts

  name     = "${var.prefix}${try(local.headers[each.key].name, "")}"
  type     = try(local.headers[each.key].type, "")
  database = try(local.headers[each.key].database, "")
  query    = each.value[1]

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
      condition     = length(setsubtract(local.needed, try(keys(local.headers[each.key]), []))) == 0
      error_message = "${each.key}.sql needs a header /*--- … ---*/ with ${join(", ", local.needed)}."
    }

    precondition {
      condition     = length(setsubtract(try(keys(local.headers[each.key]), []), local.known)) == 0
      error_message = "The header of ${each.key}.sql may have: ${join(", ", local.known)}."
    }
  }
}
