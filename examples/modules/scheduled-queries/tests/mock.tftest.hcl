# Needs no server at all.
mock_provider "td" {}

variables {
  directory = "./tests/first"
}

run "reads_the_headers" {
  command = plan

  assert {
    condition     = td_schedule.this["daily"].cron == "30 3 * * *" && td_schedule.this["daily"].timezone == "Asia/Tokyo"
    error_message = "Cron and zone come from the header."
  }

  assert {
    condition     = td_schedule.this["marketing/campaigns"].priority == -1
    error_message = "The priority comes from the header."
  }
}

run "puts_the_prefix_before_each_name" {
  command = plan

  variables {
    prefix = "stage_"
  }

  assert {
    condition     = alltrue([for schedule in td_schedule.this : startswith(schedule.name, "stage_")])
    error_message = "The prefix is missing."
  }
}

run "names_a_file_without_a_header" {
  command = plan

  variables {
    directory = "./tests/broken"
  }

  expect_failures = [td_schedule.this["headless"]]
}

run "refuses_a_directory_without_files" {
  command = plan

  variables {
    directory = "./tests/nowhere"
  }

  expect_failures = [output.names]
}

run "refuses_an_export_of_no_file" {
  command = plan

  variables {
    exports = {
      "dialy" = "td://@/shop/revenue"
    }
  }

  expect_failures = [output.names]
}
