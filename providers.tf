terraform {
  # Import blocks need Terraform 1.5 or OpenTofu.
  required_version = ">= 1.5"

  required_providers {
    td = {
      source = "treasure-data/td"
    }
  }
}

# The API key comes from TD_API_KEY or the td CLI's file.
provider "td" {
  endpoint            = "http://127.0.0.1:38791"
  allowed_account_ids = ["1"]
}
