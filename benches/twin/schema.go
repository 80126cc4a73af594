package main

import (
	"context"
	"regexp"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64default"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

var cronLike = regexp.MustCompile(`^(@(hourly|daily|weekly|monthly|yearly)|(\S+\s+){4}\S+|)$`)

// zone takes the names of the time zone database.
type zone struct{}

func (zone) Description(context.Context) string         { return "a name of the time zone database" }
func (zone) MarkdownDescription(context.Context) string { return "a name of the time zone database" }

func (zone) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	if _, err := time.LoadLocation(req.ConfigValue.ValueString()); err != nil {
		resp.Diagnostics.AddAttributeError(req.Path, "Unknown time zone", err.Error())
	}
}

func (*scheduleResource) Schema(ctx context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	kept := []planmodifier.String{stringplanmodifier.UseStateForUnknown()}
	resp.Schema = schema.Schema{
		MarkdownDescription: "A scheduled query.",
		Attributes: map[string]schema.Attribute{
			"name": schema.StringAttribute{Required: true, MarkdownDescription: "Name, unique in the account.",
				Validators: []validator.String{stringvalidator.LengthAtLeast(3)}},
			"type": schema.StringAttribute{Required: true, MarkdownDescription: "Query engine.",
				Validators: []validator.String{stringvalidator.OneOf("hive", "presto", "trino")}},
			"database": schema.StringAttribute{Required: true, MarkdownDescription: "Database that the query runs on.",
				Validators: []validator.String{stringvalidator.LengthAtLeast(1)}},
			"query": schema.StringAttribute{Required: true, MarkdownDescription: "SQL text.",
				Validators: []validator.String{stringvalidator.LengthAtLeast(1)}},
			"cron": schema.StringAttribute{Optional: true, MarkdownDescription: "When it runs.",
				Validators: []validator.String{stringvalidator.RegexMatches(cronLike, "five fields, or a word such as @daily")}},
			"timezone": schema.StringAttribute{Optional: true, Computed: true, Default: stringdefault.StaticString("UTC"),
				MarkdownDescription: "Time zone of `cron`.", Validators: []validator.String{zone{}}},
			"delay": schema.Int64Attribute{Optional: true, Computed: true, Default: int64default.StaticInt64(0),
				MarkdownDescription: "Seconds after the cron time.", Validators: []validator.Int64{int64validator.AtLeast(0)}},
			"priority": schema.Int64Attribute{Optional: true, Computed: true, Default: int64default.StaticInt64(0),
				MarkdownDescription: "Priority of its jobs.", Validators: []validator.Int64{int64validator.Between(-2, 2)}},
			"retry_limit": schema.Int64Attribute{Optional: true, Computed: true, Default: int64default.StaticInt64(0),
				MarkdownDescription: "How often a failed job runs again.", Validators: []validator.Int64{int64validator.Between(0, 32)}},
			"engine_version": schema.StringAttribute{Optional: true, MarkdownDescription: "Version of the query engine."},
			"executing_user_id": schema.Int64Attribute{Optional: true, MarkdownDescription: "User with whose permissions it runs.",
				Validators: []validator.Int64{int64validator.AtLeast(1)}},
			"pool_name": schema.StringAttribute{Optional: true, MarkdownDescription: "Resource pool of its jobs."},
			"result": schema.StringAttribute{Optional: true, Sensitive: true, MarkdownDescription: "Where each result goes.",
				Validators: []validator.String{stringvalidator.ConflictsWith(path.MatchRoot("result_wo"))}},
			"result_wo": schema.StringAttribute{Optional: true, WriteOnly: true, MarkdownDescription: "The same, never kept.",
				Validators: []validator.String{stringvalidator.AlsoRequires(path.MatchRoot("result_wo_version"))}},
			"result_wo_version": schema.Int64Attribute{Optional: true, MarkdownDescription: "`result_wo` is sent again when it changes.",
				Validators: []validator.Int64{int64validator.AlsoRequires(path.MatchRoot("result_wo"))}},
			"result_target": schema.StringAttribute{Computed: true, PlanModifiers: kept, MarkdownDescription: "Where results go, without credentials."},
			"enabled": schema.BoolAttribute{Optional: true, Computed: true, Default: booldefault.StaticBool(true),
				MarkdownDescription: "Whether `cron` is in force."},
			"deletion_policy": schema.StringAttribute{Optional: true, Computed: true, Default: stringdefault.StaticString("delete"),
				MarkdownDescription: "What destroying it does.",
				Validators:          []validator.String{stringvalidator.OneOf("delete", "disable", "abandon", "prevent")}},
			"id":          schema.StringAttribute{Computed: true, PlanModifiers: kept, MarkdownDescription: "Its name at Treasure Data."},
			"schedule_id": schema.Int64Attribute{Computed: true, PlanModifiers: []planmodifier.Int64{int64planmodifier.UseStateForUnknown()}, MarkdownDescription: "Its number."},
			"created_at":  schema.StringAttribute{Computed: true, PlanModifiers: kept, MarkdownDescription: "When it was made."},
			"user_name":   schema.StringAttribute{Computed: true, PlanModifiers: kept, MarkdownDescription: "Its owner."},
			"timeouts":    timeouts.Attributes(ctx, timeouts.Opts{Create: true, Read: true, Update: true, Delete: true}),
		},
	}
}
