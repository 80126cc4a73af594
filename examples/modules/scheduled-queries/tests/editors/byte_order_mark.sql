/*---
name: byte_order_mark
type: trino
database: shop
---*/
SELECT 1
