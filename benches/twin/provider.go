package main

import (
	"context"
	"os"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

type tdProvider struct{}

type providerModel struct {
	APIKey   types.String `tfsdk:"api_key"`
	Endpoint types.String `tfsdk:"endpoint"`
}

func newProvider() provider.Provider { return &tdProvider{} }

func (*tdProvider) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "td"
}

func (*tdProvider) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	resp.Schema = schema.Schema{Attributes: map[string]schema.Attribute{
		"api_key":  schema.StringAttribute{Optional: true, Sensitive: true, MarkdownDescription: "API key."},
		"endpoint": schema.StringAttribute{Optional: true, MarkdownDescription: "API endpoint."},
	}}
}

func (*tdProvider) Configure(ctx context.Context, req provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	var config providerModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}
	key, endpoint := config.APIKey.ValueString(), config.Endpoint.ValueString()
	if key == "" {
		key = os.Getenv("TD_API_KEY")
	}
	if endpoint == "" {
		endpoint = os.Getenv("TD_API_SERVER")
	}
	if key == "" || endpoint == "" {
		resp.Diagnostics.AddError("Missing configuration", "Set TD_API_KEY and TD_API_SERVER, or api_key and endpoint.")
		return
	}
	resp.ResourceData = newClient(endpoint, key)
}

func (*tdProvider) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{func() resource.Resource { return &scheduleResource{} }}
}

func (*tdProvider) DataSources(context.Context) []func() datasource.DataSource { return nil }
