# Runs once when it is created, and again whenever the query changes.
resource "td_schedule" "revenue" {
  name     = "daily_revenue"
  type     = "trino"
  database = "shop"
  cron     = "0 3 * * *"
  query    = "SELECT day, SUM(price) AS revenue FROM orders GROUP BY day"
}

resource "td_schedule_run" "revenue" {
  schedule_name = td_schedule.revenue.name

  triggers = {
    query = sha256(td_schedule.revenue.query)
  }
}
