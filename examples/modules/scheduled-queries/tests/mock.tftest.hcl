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

run "names_each_file_with_a_bad_header" {
  command = plan

  variables {
    directory = "./tests/broken"
  }

  expect_failures = [
    td_schedule.this["bare_cron"], td_schedule.this["colon"], td_schedule.this["headless"], td_schedule.this["list"],
    td_schedule.this["no_database"], td_schedule.this["number"], td_schedule.this["typo"],
  ]
}

run "takes_files_as_editors_write_them" {
  command = plan

  variables {
    directory = "./tests/editors"
  }

  assert {
    condition = { for key, schedule in td_schedule.this : key => trimspace(schedule.query) } == {
      "blank_lines"     = "SELECT 2"
      "blanks"          = "SELECT 4"
      "byte_order_mark" = "SELECT 1"
      "comments"        = "-- The query.\nSELECT 3"
      "quoted"          = "SELECT 6"
      "windows"         = "SELECT 5"
    }
    error_message = "What stands above the header, and around its marks, is no part of the query."
  }

  assert {
    condition     = td_schedule.this["blanks"].cron == "0 3 * * *" && td_schedule.this["quoted"].name == "007" && td_schedule.this["quoted"].database == "2026-01-01"
    error_message = "Texts are what is written."
  }
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
