/*---
name: windows
type: trino
database: shop
---*/
SELECT 5
