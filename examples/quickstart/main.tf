terraform {
  required_providers {
    td = {
      source = "treasure-data/td"
    }
  }
}

# The API key and the endpoint come from TD_API_KEY and TD_API_SERVER (or TD_SITE).
provider "td" {}

variable "hour" {
  description = "Hour of the day, in Tokyo, at which the sales report runs."
  type        = number
  default     = 3
}

resource "td_schedule" "daily_sales" {
  name     = "quickstart_daily_sales"
  type     = "trino"
  database = "quickstart"
  cron     = "0 ${var.hour} * * *"
  timezone = "Asia/Tokyo"
  query    = <<-SQL
    SELECT TD_TIME_STRING(time, 'd!', 'JST') AS day, SUM(price) AS sales
    FROM orders
    WHERE TD_INTERVAL(time, '-1d', 'JST')
    GROUP BY 1
  SQL
}

# Without a cron a schedule runs only when somebody asks for it.
resource "td_schedule" "backfill" {
  name     = "quickstart_backfill"
  type     = "hive"
  database = "quickstart"
  priority = -1
  query    = "SELECT COUNT(1) FROM orders"
}

# `id` is known only once the schedule exists, so the history is read after the first apply, not before.
data "td_schedule_history" "daily_sales" {
  schedule_name = td_schedule.daily_sales.id
  to            = 5
}

output "last_runs" {
  description = "The newest runs of the sales report."
  value       = [for job in data.td_schedule_history.daily_sales.history : "${job.job_id} ${job.status}"]
}
