# A backfill: one run for each day of a stretch of time. Each has a key, so that no day ever runs twice, however often the
# apply is interrupted and begun again.
resource "td_schedule" "visits" {
  name     = "daily_visits"
  type     = "trino"
  database = "shop"
  cron     = "30 2 * * *"
  timezone = "Asia/Tokyo"
  query    = "SELECT COUNT(1) AS visits FROM access WHERE TD_INTERVAL(time, '-1d')"
}

resource "td_schedule_run" "backfill" {
  for_each = toset(provider::td::runs_between(
    td_schedule.visits.cron, td_schedule.visits.timezone, "2026-01-01T00:00:00Z", "2026-01-15T00:00:00Z"
  ))

  schedule_name = td_schedule.visits.name
  schedule_time = each.key
  domain_key    = "backfill-visits-${each.key}"
}
