# Runs whenever the schedule is created or changed.
action "td_schedule_run" "after_a_change" {
  config {
    schedule_name = "daily_orders"
  }
}

resource "td_schedule" "orders" {
  name     = "daily_orders"
  type     = "trino"
  database = "shop"
  cron     = "0 4 * * *"
  query    = "SELECT COUNT(1) AS orders FROM orders"

  lifecycle {
    action_trigger {
      events  = [after_create, after_update]
      actions = [action.td_schedule_run.after_a_change]
    }
  }
}
