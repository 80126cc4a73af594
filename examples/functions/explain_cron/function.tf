# "At 03:30 …", by Treasure Data's rules.
output "when" {
  value = provider::td::explain_cron("30 3 * * 1-5", "Asia/Tokyo")
}
