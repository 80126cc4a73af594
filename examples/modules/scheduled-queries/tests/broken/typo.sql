/*---
name: typo_1
type: trino
database: shop
crno: "0 3 * * *"
---*/
SELECT 1
