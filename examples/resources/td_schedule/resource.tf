resource "td_schedule" "daily_revenue" {
  name     = "daily_revenue"
  type     = "trino"
  database = "shop"

  # Every day at half past three in Tokyo.
  cron     = "30 3 * * *"
  timezone = "Asia/Tokyo"

  query = <<-SQL
    SELECT TD_TIME_STRING(time, 'd!', 'JST') AS day, SUM(price) AS revenue
    FROM orders
    WHERE TD_INTERVAL(time, '-1d', 'JST')
    GROUP BY 1
  SQL
}
