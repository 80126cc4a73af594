# How often it runs in the first quarter, before it costs anything.
output "runs_of_a_quarter" {
  value = length(provider::td::runs_between("0 */6 * * *", "UTC", "2027-01-01T00:00:00Z", "2027-04-01T00:00:00Z"))
}
