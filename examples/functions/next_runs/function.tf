# The first three runs after New Year.
output "next_runs" {
  value = provider::td::next_runs("30 3 * * *", "Asia/Tokyo", 3, "2027-01-01T00:00:00Z")
}
