/*---
name: daily_turnover
type: trino
database: shop
cron: "30 3 * * *"
timezone: Asia/Tokyo
---*/
SELECT SUM(price) FROM orders
