# Two accounts side by side: each provider has a key, a site and a rate limit of its own.
variable "tokyo_api_key" {
  type      = string
  sensitive = true
}

provider "td" {
  site = "us01"
}

provider "td" {
  alias   = "tokyo"
  site    = "jp01"
  api_key = var.tokyo_api_key
}

resource "td_schedule" "orders_tokyo" {
  provider = td.tokyo

  name     = "orders_tokyo"
  type     = "trino"
  database = "shop"
  cron     = "15 2 * * *"
  timezone = "Asia/Tokyo"
  query    = "SELECT count(1) FROM orders"
}
