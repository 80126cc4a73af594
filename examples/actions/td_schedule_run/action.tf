# Runs now with: terraform apply -invoke=action.td_schedule_run.revenue
action "td_schedule_run" "revenue" {
  config {
    schedule_name       = "daily_revenue"
    wait_for_completion = true
    timeout             = "30m"
  }
}
