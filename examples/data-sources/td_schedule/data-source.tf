resource "td_schedule" "daily_revenue" {
  name     = "daily_revenue"
  type     = "trino"
  database = "shop"
  cron     = "30 3 * * *"
  timezone = "Asia/Tokyo"
  query    = "SELECT sum(price) FROM orders"
}

# One that somebody else manages would stand here by its name; `id` waits for this one to exist.
data "td_schedule" "daily_revenue" {
  name = td_schedule.daily_revenue.id
}

output "runs_next" {
  value = data.td_schedule.daily_revenue.cron
}
