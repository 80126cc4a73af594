# One schedule for each entry: a changed name renames it in place, because the key stays.
locals {
  reports = {
    orders    = { name = "report_orders", cron = "0 4 * * *" }
    customers = { name = "report_customers", cron = "10 4 * * 1" }
  }
}

resource "td_schedule" "report" {
  for_each = local.reports

  name     = each.value.name
  type     = "trino"
  database = "shop"
  cron     = each.value.cron
  query    = "SELECT count(1) FROM ${each.key}"
}
