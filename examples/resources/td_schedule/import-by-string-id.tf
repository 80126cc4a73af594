import {
  to = td_schedule.daily_revenue
  id = "daily_revenue"
}
