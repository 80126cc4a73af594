# Whatever letters the password has, they are escaped.
variable "warehouse_password" {
  type      = string
  default   = "p@ss/word"
  sensitive = true
}

resource "td_schedule" "revenue_export" {
  name     = "revenue_export"
  type     = "trino"
  database = "shop"
  cron     = "0 5 * * *"
  query    = "SELECT day, revenue FROM revenue"

  result_wo = provider::td::result_url({
    type     = "mysql"
    user     = "loader"
    password = var.warehouse_password
    host     = "warehouse.example.com"
    database = "shop"
    table    = "revenue"
    mode     = "replace"
  })
  result_wo_version = 1
}
