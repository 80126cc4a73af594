/*---
name: no_database
type: trino
---*/
SELECT 1
