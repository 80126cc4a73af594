# By name
terraform import td_schedule.daily_revenue daily_revenue

# By Treasure Data's number of the schedule, where no schedule has that name
terraform import td_schedule.daily_revenue 101
