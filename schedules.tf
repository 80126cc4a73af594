resource "td_schedule" "export_00" {
  name              = "export_00"
  type              = "trino"
  database          = "sales"
  cron              = "0 3 * * *"
  executing_user_id = 1

  # Treasure Data exports the result to webs://***; null leaves that alone.
  result = var.export_00_result

  query = "select 1"
}

resource "td_schedule" "export_01" {
  name              = "export_01"
  type              = "trino"
  database          = "sales"
  cron              = "0 3 * * *"
  executing_user_id = 1

  # Treasure Data exports the result to sftp://loader:***@***; null leaves that alone.
  result = var.export_01_result

  query = "select 1"
}

resource "td_schedule" "export_02" {
  name              = "export_02"
  type              = "trino"
  database          = "sales"
  cron              = "0 3 * * *"
  executing_user_id = 1

  # Treasure Data exports the result to sftp://loader:***@sftp.example.com/in/daily.csv; null leaves that alone.
  result = var.export_02_result

  query = "select 1"
}

resource "td_schedule" "export_03" {
  name              = "export_03"
  type              = "trino"
  database          = "sales"
  cron              = "0 3 * * *"
  executing_user_id = 1

  # Treasure Data exports the result to td://***@/db/t; null leaves that alone.
  result = var.export_03_result

  query = "select 1"
}

resource "td_schedule" "export_04" {
  name              = "export_04"
  type              = "trino"
  database          = "sales"
  cron              = "0 3 * * *"
  executing_user_id = 1

  # Treasure Data exports the result to webs://hooks.example.com/***; null leaves that alone.
  result = var.export_04_result

  query = "select 1"
}

resource "td_schedule" "export_05" {
  name              = "export_05"
  type              = "trino"
  database          = "sales"
  cron              = "0 3 * * *"
  executing_user_id = 1

  # Treasure Data exports the result to ***; null leaves that alone.
  result = var.export_05_result

  query = "select 1"
}

resource "td_schedule" "export_06" {
  name              = "export_06"
  type              = "trino"
  database          = "sales"
  cron              = "0 3 * * *"
  executing_user_id = 1

  # Treasure Data exports the result to {"bucket":"b","type":"s3"}; null leaves that alone.
  result = var.export_06_result

  query = "select 1"
}

resource "td_schedule" "export_07" {
  name              = "export_07"
  type              = "trino"
  database          = "sales"
  cron              = "0 3 * * *"
  executing_user_id = 1

  # Treasure Data exports the result to {"bucket":"***","type":"s3"}; null leaves that alone.
  result = var.export_07_result

  query = "select 1"
}

resource "td_schedule" "export_08" {
  name              = "export_08"
  type              = "trino"
  database          = "sales"
  cron              = "0 3 * * *"
  executing_user_id = 1

  # Treasure Data exports the result to {"format":"csv","header":true,"type":"s3"}; null leaves that alone.
  result = var.export_08_result

  query = "select 1"
}

resource "td_schedule" "export_09" {
  name              = "export_09"
  type              = "trino"
  database          = "sales"
  cron              = "0 3 * * *"
  executing_user_id = 1

  # Treasure Data exports the result to {"path_prefix":"in","td_authentication_id":7,"type":"ftp","user":"a"}; null leaves that alone.
  result = var.export_09_result

  query = "select 1"
}

resource "td_schedule" "export_10" {
  name              = "export_10"
  type              = "trino"
  database          = "sales"
  cron              = "0 3 * * *"
  executing_user_id = 1

  # Treasure Data exports the result to {"range":"***","sheet_title":"one","type":"gsheet"}; null leaves that alone.
  result = var.export_10_result

  query = "select 1"
}

resource "td_schedule" "export_11" {
  name              = "export_11"
  type              = "trino"
  database          = "sales"
  cron              = "0 3 * * *"
  executing_user_id = 1

  # Treasure Data exports the result to mydb:table; null leaves that alone.
  result = var.export_11_result

  query = "select 1"
}
