/*---
name: bare_cron
type: trino
database: shop
cron: * 5 * * *
---*/
SELECT 1
