# Atlantis with the provider in the directory where every Terraform looks by itself. TD_API_KEY comes from the pod's secret.
FROM ghcr.io/runatlantis/atlantis:latest
COPY --chown=atlantis:atlantis terraform-provider-td_*_linux_amd64.zip \
  /home/atlantis/.terraform.d/plugins/registry.terraform.io/treasure-data/td/
