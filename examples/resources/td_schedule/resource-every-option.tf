# Every option. What is left out keeps Treasure Data's default, or stays as somebody set it in the console.
resource "td_schedule" "hourly_sessions" {
  name     = "hourly_sessions"
  type     = "hive"
  database = "web"
  query    = "SELECT TD_SCHEDULED_TIME() AS hour, COUNT(1) AS sessions FROM pageviews"

  cron        = "@hourly"
  timezone    = "America/New_York"
  delay       = 600 # seconds after the hour, for events that come late
  priority    = -1
  retry_limit = 2

  engine_version    = "stable"
  executing_user_id = 7
  pool_name         = "reports"

  enabled         = true
  deletion_policy = "disable" # destroy takes it off the scheduler and keeps it at Treasure Data

  timeouts = {
    create = "5m"
    delete = "5m"
  }
}
