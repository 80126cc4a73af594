-- Owned by the shop.
/* Copyright: the shop.
 * All of it. */

/*---
name: comments
type: trino
database: shop
---*/
-- The query.
SELECT 3
