

/*---
name: blank_lines
type: trino
database: shop
---*/
SELECT 2
