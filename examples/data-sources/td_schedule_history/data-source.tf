resource "td_schedule" "daily_revenue" {
  name     = "daily_revenue"
  type     = "trino"
  database = "shop"
  cron     = "30 3 * * *"
  query    = "SELECT sum(price) FROM orders"
}

# Its ten newest jobs. `id` is known once the schedule exists, so that the first apply reads them after creating it.
data "td_schedule_history" "daily_revenue" {
  schedule_name = td_schedule.daily_revenue.id
  to            = 10
}

output "last_run" {
  value = try(data.td_schedule_history.daily_revenue.latest.status, "none yet")
}
