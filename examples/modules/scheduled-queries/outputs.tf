output "names" {
  description = "The name of each schedule, by key; known once they exist, so that what refers to it waits."
  value       = { for key, schedule in td_schedule.this : key => schedule.id }

  # A mistyped directory would otherwise plan to destroy all of them.
  precondition {
    condition     = length(local.parts) > 0
    error_message = "There is no .sql file in ${var.directory}. To destroy every schedule, take the module's call out."
  }

  precondition {
    condition     = length(setsubtract(nonsensitive(keys(var.exports)), keys(local.parts))) == 0
    error_message = "exports has keys that are no file: ${join(", ", setsubtract(nonsensitive(keys(var.exports)), keys(local.parts)))}."
  }
}

output "schedule_ids" {
  description = "Treasure Data's number of each schedule, by key."
  value       = { for key, schedule in td_schedule.this : key => schedule.schedule_id }
}
