# Every plan and apply warns when one of the last three runs did not succeed.
variable "schedule_name" {
  type    = string
  default = "daily_revenue"
}

resource "td_schedule" "watched" {
  name     = var.schedule_name
  type     = "trino"
  database = "shop"
  cron     = "30 3 * * *"
  query    = "SELECT sum(price) FROM orders"
}

check "recent_runs" {
  data "td_schedule_history" "failed" {
    schedule_name = td_schedule.watched.id
    to            = 3
    statuses      = ["error", "killed"]
  }

  assert {
    condition     = length(data.td_schedule_history.failed.history) == 0
    error_message = "A run of ${var.schedule_name} failed: ${join(", ", data.td_schedule_history.failed.history[*].url)}"
  }
}
