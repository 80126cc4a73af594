// Command twin is td_schedule as a careful author writes it with HashiCorp's framework for Go: the same attributes, defaults,
// validators and timeouts, and the list of schedules read once a process. `make bench` measures it beside the provider.
package main

import (
	"context"
	"log"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
)

func main() {
	options := providerserver.ServeOpts{Address: "registry.terraform.io/treasure-data/td", ProtocolVersion: 6}
	if err := providerserver.Serve(context.Background(), newProvider, options); err != nil {
		log.Fatal(err)
	}
}
