/*---
name: campaigns: all
type: trino
database: shop
---*/
SELECT 1
