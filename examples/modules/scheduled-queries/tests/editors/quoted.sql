/*---
name: "007"
type: trino
database: "2026-01-01"
---*/
SELECT 6
