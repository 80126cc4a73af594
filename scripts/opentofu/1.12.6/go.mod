// The command line of OpenTofu 1.12.6, built by scripts/opentofu-version. Its own go.mod has a "replace", so "go install" can't
// build it; this module repeats that line. To write go.sum: go build -mod=mod github.com/opentofu/opentofu/cmd/tofu.
module terraform-provider-td/opentofu

go 1.26.6

godebug (
	tlsmlkem=0
	winsymlink=0
)

require github.com/opentofu/opentofu v1.12.6

replace github.com/hashicorp/hcl/v2 v2.20.1 => github.com/opentofu/hcl/v2 v2.20.2-0.20251021132045-587d123c2828
