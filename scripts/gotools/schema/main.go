// Command schema reads what `terraform providers schema -json` prints, from standard input, with the decoder of the language
// server (terraform-schema), and fails when anything that an editor shows has no description, or one that is not Markdown.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"strings"

	"github.com/hashicorp/hcl-lang/lang"
	hcllang "github.com/hashicorp/hcl-lang/schema"
	tfjson "github.com/hashicorp/terraform-json"
	tfaddr "github.com/hashicorp/terraform-registry-address"
	"github.com/hashicorp/terraform-schema/schema"
)

// findings are the places that say nothing, or not as Markdown.
type findings struct {
	places []string
	looked int
}

func (f *findings) description(place string, text lang.MarkupContent) {
	f.looked++
	switch {
	case strings.TrimSpace(text.Value) == "":
		f.places = append(f.places, place+": no description")
	case text.Kind != lang.MarkdownKind:
		f.places = append(f.places, place+": the description is not Markdown")
	}
}

func (f *findings) body(place string, body *hcllang.BodySchema) {
	if body == nil {
		return
	}
	for name, attribute := range body.Attributes {
		f.description(place+"."+name, attribute.Description)
		f.constraint(place+"."+name, attribute.Constraint)
	}
	for name, block := range body.Blocks {
		f.description(place+"."+name, block.Description)
		f.body(place+"."+name, block.Body)
	}
}

// constraint looks into nested attributes.
func (f *findings) constraint(place string, constraint hcllang.Constraint) {
	switch nested := constraint.(type) {
	case hcllang.Object:
		for name, attribute := range nested.Attributes {
			f.description(place+"."+name, attribute.Description)
			f.constraint(place+"."+name, attribute.Constraint)
		}
	case hcllang.List:
		f.constraint(place, nested.Elem)
	case hcllang.Set:
		f.constraint(place, nested.Elem)
	case hcllang.Map:
		f.constraint(place, nested.Elem)
	case hcllang.OneOf:
		for _, one := range nested {
			f.constraint(place, one)
		}
	}
}

func (f *findings) resources(kind string, all map[string]*hcllang.BodySchema) {
	for name, body := range all {
		place := kind + " " + name
		f.description(place, body.Description)
		f.body(place, body)
	}
}

// run decodes the provider's part and looks at all of it.
func run() error {
	var printed tfjson.ProviderSchemas
	if err := json.NewDecoder(os.Stdin).Decode(&printed); err != nil {
		return fmt.Errorf("standard input is not what `providers schema -json` prints: %w", err)
	}
	for source, provider := range printed.Schemas {
		if !strings.HasSuffix(source, "/treasure-data/td") {
			continue
		}
		address, err := tfaddr.ParseProviderSource(source)
		if err != nil {
			return err
		}
		decoded := schema.ProviderSchemaFromJson(provider, address)
		var found findings
		found.body("provider", decoded.Provider)
		found.resources("resource", decoded.Resources)
		found.resources("data", decoded.DataSources)
		found.resources("ephemeral", decoded.EphemeralResources)
		for name, function := range decoded.Functions {
			found.looked++
			if strings.TrimSpace(function.Description) == "" {
				found.places = append(found.places, "function "+name+": no description")
			}
		}
		// Bridges to other tools want a number that every managed resource has.
		for name, resource := range decoded.Resources {
			if _, has := resource.Attributes["id"]; !has {
				found.places = append(found.places, "resource "+name+": no attribute id")
			}
		}
		if len(found.places) > 0 {
			sort.Strings(found.places)
			return fmt.Errorf("%s:\n%s", source, strings.Join(found.places, "\n"))
		}
		if found.looked == 0 {
			return fmt.Errorf("%s: nothing was found", source)
		}
		fmt.Printf("schema: %d descriptions in Markdown, and an id in each of %d resources\n", found.looked, len(decoded.Resources))
		return nil
	}
	return fmt.Errorf("the provider is not in it")
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "schema:", err)
		os.Exit(1)
	}
}
