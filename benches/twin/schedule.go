package main

import (
	"context"
	"net/url"
	"strconv"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

const defaultTimeout = 10 * time.Minute

type scheduleResource struct{ client *client }

var (
	_ resource.ResourceWithConfigure   = &scheduleResource{}
	_ resource.ResourceWithImportState = &scheduleResource{}
)

type scheduleModel struct {
	Name            types.String   `tfsdk:"name"`
	Type            types.String   `tfsdk:"type"`
	Database        types.String   `tfsdk:"database"`
	Query           types.String   `tfsdk:"query"`
	Cron            types.String   `tfsdk:"cron"`
	Timezone        types.String   `tfsdk:"timezone"`
	Delay           types.Int64    `tfsdk:"delay"`
	Priority        types.Int64    `tfsdk:"priority"`
	RetryLimit      types.Int64    `tfsdk:"retry_limit"`
	EngineVersion   types.String   `tfsdk:"engine_version"`
	ExecutingUserID types.Int64    `tfsdk:"executing_user_id"`
	PoolName        types.String   `tfsdk:"pool_name"`
	Result          types.String   `tfsdk:"result"`
	ResultWO        types.String   `tfsdk:"result_wo"`
	ResultWOVersion types.Int64    `tfsdk:"result_wo_version"`
	ResultTarget    types.String   `tfsdk:"result_target"`
	Enabled         types.Bool     `tfsdk:"enabled"`
	DeletionPolicy  types.String   `tfsdk:"deletion_policy"`
	ID              types.String   `tfsdk:"id"`
	ScheduleID      types.Int64    `tfsdk:"schedule_id"`
	CreatedAt       types.String   `tfsdk:"created_at"`
	UserName        types.String   `tfsdk:"user_name"`
	Timeouts        timeouts.Value `tfsdk:"timeouts"`
}

// form is what a write sends; secret is the export as configured, which no plan holds.
func (m *scheduleModel) form(secret types.String) url.Values {
	form := url.Values{
		"type": {m.Type.ValueString()}, "database": {m.Database.ValueString()}, "query": {m.Query.ValueString()},
		"timezone": {m.Timezone.ValueString()}, "delay": {number(m.Delay)}, "priority": {number(m.Priority)},
		"retry_limit": {number(m.RetryLimit)},
	}
	cron := m.Cron.ValueString()
	if !m.Enabled.ValueBool() {
		cron = ""
	}
	form.Set("cron", cron)
	set := func(key string, value types.String) {
		if !value.IsNull() {
			form.Set(key, value.ValueString())
		}
	}
	set("engine_version", m.EngineVersion)
	set("pool_name", m.PoolName)
	set("result", m.Result)
	set("result", secret)
	if !m.ExecutingUserID.IsNull() {
		form.Set("executing_user_id", number(m.ExecutingUserID))
	}
	return form
}

func number(value types.Int64) string { return strconv.FormatInt(value.ValueInt64(), 10) }

// answered fills what only Treasure Data knows.
func (m *scheduleModel) answered(row schedule) {
	m.ID = m.Name
	m.ScheduleID = types.Int64PointerValue(row.ID)
	m.CreatedAt = types.StringPointerValue(row.CreatedAt)
	m.UserName = types.StringValue(row.UserName)
	m.ResultTarget = types.StringValue(row.Result)
}

// refreshed is the state after a read.
func (m *scheduleModel) refreshed(row schedule) {
	m.answered(row)
	m.Name, m.ID = types.StringValue(row.Name), types.StringValue(row.Name)
	m.Type, m.Database, m.Query = types.StringValue(row.Type), types.StringValue(row.Database), types.StringValue(row.Query)
	m.Timezone = types.StringValue(row.Timezone)
	m.Delay, m.Priority, m.RetryLimit = types.Int64Value(row.Delay), types.Int64Value(row.Priority), types.Int64Value(row.RetryLimit)
	if scheduled := row.Cron != nil && *row.Cron != ""; scheduled || m.Enabled.ValueBool() {
		m.Cron = types.StringPointerValue(row.Cron)
	}
	if !m.EngineVersion.IsNull() {
		m.EngineVersion = types.StringPointerValue(row.EngineVersion)
	}
	if !m.ExecutingUserID.IsNull() {
		m.ExecutingUserID = types.Int64PointerValue(row.ExecutingUserID)
	}
}

func (*scheduleResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_schedule"
}

func (r *scheduleResource) Configure(_ context.Context, req resource.ConfigureRequest, _ *resource.ConfigureResponse) {
	if client, ok := req.ProviderData.(*client); ok {
		r.client = client
	}
}

func (r *scheduleResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan, config scheduleModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	timeout, diags := plan.Timeouts.Create(ctx, defaultTimeout)
	if resp.Diagnostics.Append(diags...); resp.Diagnostics.HasError() {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	row, err := r.client.create(ctx, plan.Name.ValueString(), plan.form(config.ResultWO))
	if err != nil {
		resp.Diagnostics.AddError("Could not create the schedule", err.Error())
		return
	}
	plan.answered(row)
	resp.Diagnostics.Append(resp.State.Set(ctx, &plan)...)
}

func (r *scheduleResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state scheduleModel
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	timeout, diags := state.Timeouts.Read(ctx, defaultTimeout)
	if resp.Diagnostics.Append(diags...); resp.Diagnostics.HasError() {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	row, found, err := r.client.find(ctx, state.ID.ValueString())
	if err != nil {
		resp.Diagnostics.AddError("Could not read the schedules", err.Error())
		return
	}
	if !found {
		resp.State.RemoveResource(ctx)
		return
	}
	state.refreshed(row)
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
}

func (r *scheduleResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, state, config scheduleModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	timeout, diags := plan.Timeouts.Update(ctx, defaultTimeout)
	if resp.Diagnostics.Append(diags...); resp.Diagnostics.HasError() {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	form := plan.form(config.ResultWO)
	if !plan.Name.Equal(state.Name) {
		form.Set("name", plan.Name.ValueString())
	}
	row, err := r.client.update(ctx, state.Name.ValueString(), form)
	if err != nil {
		resp.Diagnostics.AddError("Could not change the schedule", err.Error())
		return
	}
	plan.answered(row)
	resp.Diagnostics.Append(resp.State.Set(ctx, &plan)...)
}

func (r *scheduleResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state scheduleModel
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	timeout, diags := state.Timeouts.Delete(ctx, defaultTimeout)
	if resp.Diagnostics.Append(diags...); resp.Diagnostics.HasError() {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	if err := r.client.delete(ctx, state.Name.ValueString()); err != nil {
		resp.Diagnostics.AddError("Could not delete the schedule", err.Error())
	}
}

func (*scheduleResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	resource.ImportStatePassthroughID(ctx, path.Root("id"), req, resp)
}
