list "td_schedule" "daily" {
  provider = td
  limit    = 1000

  config {
    name_regex = "^daily_"
    database   = "shop"
    scheduled  = true
  }
}
