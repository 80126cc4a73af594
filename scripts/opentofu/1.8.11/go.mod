// The command line of OpenTofu 1.8.11, built by scripts/opentofu-version. Its own go.mod has a "replace", so "go install" can't
// build it; this module repeats that line. To write go.sum: go build -mod=mod github.com/opentofu/opentofu/cmd/tofu.
module terraform-provider-td/opentofu

go 1.22

require github.com/opentofu/opentofu v1.8.11

replace github.com/hashicorp/hcl/v2 v2.20.1 => github.com/opentofu/hcl/v2 v2.0.0-20240416130056-03228b26f391
