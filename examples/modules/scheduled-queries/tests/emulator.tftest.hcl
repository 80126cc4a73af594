# Needs the emulator: terraform-provider-td emulator -- terraform test
variables {
  directory = "./tests/first"
  prefix    = "dev_"
}

run "creates_a_schedule_for_each_file" {
  assert {
    condition = output.names == {
      "daily"               = "dev_daily_revenue"
      "marketing/campaigns" = "dev_Campaigns: all"
    }
    error_message = "Each file has a schedule, keyed by its path."
  }

  assert {
    condition     = td_schedule.this["daily"].query == "SELECT SUM(price) FROM orders\n"
    error_message = "The header is no part of the query."
  }

  assert {
    condition     = td_schedule.this["marketing/campaigns"].cron == null && td_schedule.this["marketing/campaigns"].timezone == "UTC"
    error_message = "What the header leaves out has its default."
  }
}

run "renames_in_place" {
  variables {
    directory = "./tests/renamed"
  }

  assert {
    condition     = output.names["daily"] == "dev_daily_turnover"
    error_message = "The name follows the header."
  }

  # The emulator counts from 1. OpenTofu knows no other run's outputs in a condition.
  assert {
    condition     = max(values(output.schedule_ids)...) == 2
    error_message = "Nothing was created again."
  }
}

run "stops_all_of_them_and_exports_one" {
  variables {
    directory = "./tests/renamed"
    enabled   = false
    exports = {
      "daily" = "mysql://loader:secret@warehouse.example.com/shop/revenue"
    }
  }

  assert {
    condition     = alltrue([for schedule in td_schedule.this : !schedule.enabled])
    error_message = "None runs by itself."
  }

  assert {
    condition     = strcontains(td_schedule.this["daily"].result_target, "warehouse.example.com/shop/revenue")
    error_message = "The export is there."
  }
}
