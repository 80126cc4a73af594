output "names" {
  description = "The name of each schedule, by key; known once they exist, so that what refers to it waits."
  value       = { for key, schedule in td_schedule.this : key => schedule.id }
}

output "schedule_ids" {
  description = "Treasure Data's number of each schedule, by key."
  value       = { for key, schedule in td_schedule.this : key => schedule.schedule_id }
}
