# Every plan and apply warns when one of the last three runs did not succeed.
resource "td_schedule" "watched" {
  name     = "watched_revenue"
  type     = "trino"
  database = "shop"
  cron     = "30 3 * * *"
  query    = "SELECT sum(price) FROM orders"
}

# Outside of the check: Terraform plans a data source inside of one anew each time, so that no plan would be empty.
data "td_schedule_history" "failed" {
  schedule_name = td_schedule.watched.id
  to            = 3
  statuses      = ["error", "killed"]
}

check "recent_runs" {
  assert {
    condition     = length(data.td_schedule_history.failed.history) == 0
    error_message = "A run failed: ${join(", ", data.td_schedule_history.failed.history[*].url)}"
  }
}
