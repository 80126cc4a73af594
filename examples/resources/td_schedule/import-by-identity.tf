import {
  to = td_schedule.daily_revenue
  identity = {
    name = "daily_revenue"
  }
}
