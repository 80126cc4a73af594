/*--- 	
name: blanks
type: trino
database: shop
cron: 0 3 * * *
  ---*/  
SELECT 4
