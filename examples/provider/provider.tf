terraform {
  required_providers {
    td = {
      source = "treasure-data/td"
    }
  }
}

# The API key comes from the environment: export TD_API_KEY=1234/…
provider "td" {
  site = "us01"

  # A key of any other account is refused before the first request.
  allowed_account_ids = ["1"]
}
