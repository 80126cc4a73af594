# An agent of HCP Terraform with the provider in the directory where every Terraform looks by itself.
FROM hashicorp/tfc-agent:latest
COPY --chown=tfc-agent:tfc-agent terraform-provider-td_*_linux_amd64.zip \
  /home/tfc-agent/.terraform.d/plugins/registry.terraform.io/treasure-data/td/
