# Every schedule of a database that runs by itself.
data "td_schedules" "shop" {
  database  = "shop"
  scheduled = true
}

output "shop" {
  value = { for schedule in data.td_schedules.shop.schedules : schedule.name => schedule.cron }
}
