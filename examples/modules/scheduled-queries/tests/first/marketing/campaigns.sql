/*---
# Only when somebody asks for it.
name: "Campaigns: all"
type: hive
database: marketing
priority: -1
---*/
-- The query begins here, and may hold /* comments */ of its own.
SELECT COUNT(1) FROM campaigns
