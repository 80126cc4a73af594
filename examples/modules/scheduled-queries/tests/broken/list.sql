/*---
- name
- type
---*/
SELECT 1
