# The result goes to another database. The URL with its password is in no state and no plan (Terraform 1.11 or later).
variable "warehouse_password" {
  type      = string
  default   = "change me"
  sensitive = true
}

resource "td_schedule" "revenue_export" {
  name     = "revenue_export"
  type     = "presto"
  database = "shop"
  cron     = "0 5 * * *"
  query    = "SELECT day, revenue FROM revenue"

  # Sent when the schedule is created, and again whenever the version changes.
  result_wo         = "mysql://loader:${urlencode(var.warehouse_password)}@warehouse.example.com/shop/revenue?mode=replace"
  result_wo_version = 1
}
