"use strict";
// Everything shown is put in as text, never as markup: names and queries come from whoever calls the API.
const byId = (id) => document.getElementById(id);
const shown = new Map();
const unfolded = new Set();
/** How many rows a part shows until it is unfolded. */
const FOLDED = 12;

// What nobody can see, by the browser's own tables of Unicode, is shown as an escape.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;
const visible = (text) => String(text).replace(INVISIBLE, (one) => `\\u{${one.codePointAt(0).toString(16)}}`);

function element(tag, text, className) {
  const made = document.createElement(tag);
  if (text !== undefined && text !== null) made.textContent = visible(text);
  if (className) made.className = className;
  return made;
}

function drawn(tag, attributes, title) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  if (title) {
    const text = document.createElementNS("http://www.w3.org/2000/svg", "title");
    text.textContent = visible(title);
    made.append(text);
  }
  return made;
}

// Replaces a part only when its data changed, so that a selection or a scroll position survives the refresh.
function show(id, data, make) {
  const key = JSON.stringify(data);
  if (shown.get(id) === key) return;
  shown.set(id, key);
  byId(id).replaceChildren(...make(data));
}

// The first rows, and a button for all of them.
function folded(id, rows, redraw) {
  if (rows.length <= FOLDED) return [rows, []];
  const button = element("button", unfolded.has(id) ? `Show the first ${FOLDED}` : `Show all ${rows.length}`);
  button.type = "button";
  button.setAttribute("aria-expanded", String(unfolded.has(id)));
  button.addEventListener("click", () => {
    if (!unfolded.delete(id)) unfolded.add(id);
    byId(id).replaceChildren(...redraw());
    byId(id).querySelector("button").focus();
  });
  return [unfolded.has(id) ? rows : rows.slice(0, FOLDED), [button]];
}

const clock = (iso) => (iso ? iso.replace("T", " ").replace("Z", "") : "");
const instant = (epoch) => new Date(epoch * 1000).toISOString().slice(0, 19);
// The time alone on the emulator's own day, else with its date.
const brief = (iso, today) => (iso && iso.slice(0, 10) === today ? iso.slice(11, 19) : clock(iso));

function table(id, columns, rows, empty) {
  if (!rows.length) return [element("p", empty, "empty")];
  const redraw = () => table(id, columns, rows, empty);
  const [visible, button] = folded(id, rows, redraw);
  const made = element("table");
  // Narrow screens lay rows out as blocks, which would take the table's meaning from screen readers.
  made.setAttribute("role", "table");
  const head = element("tr");
  head.setAttribute("role", "row");
  for (const [label] of columns) {
    const cell = element("th", label);
    cell.scope = "col";
    cell.setAttribute("role", "columnheader");
    head.append(cell);
  }
  made.append(element("thead"));
  made.tHead.append(head);
  const body = element("tbody");
  for (const row of visible) {
    const line = element("tr");
    line.setAttribute("role", "row");
    for (const [label, read, { look = "", cell: kind = "", code = false } = {}] of columns) {
      const cell = element("td", undefined, kind);
      cell.dataset.label = label;
      cell.setAttribute("role", "cell");
      const text = read(row);
      if (text !== "" && text !== null && text !== undefined) {
        cell.append(element(code ? "code" : "span", String(text), typeof look === "function" ? look(row) : look));
      }
      line.append(cell);
    }
    body.append(line);
  }
  made.append(body);
  return [made, ...button];
}

// Marks at the whole six hours of UTC.
function hours(epoch, line) {
  const step = 6 * 3600;
  const marks = [];
  for (let at = Math.ceil(epoch / step) * step; at <= epoch + line; at += step) marks.push((at - epoch) / line);
  return marks;
}

function timeline({ rows, epoch, line, part }) {
  const running = rows.filter((row) => row.runs.length);
  if (!running.length) return [element("p", "Nothing runs by itself in the next 24 hours.", "empty")];
  const [visible, button] = folded("line", running, () => timeline({ rows, epoch, line, part }));
  const scale = element("div", undefined, "hours");
  const labels = element("div");
  for (const mark of hours(epoch, line)) {
    const label = element("span", instant(epoch + mark * line).slice(11, 16), mark < 0.03 ? "first" : mark > 0.97 ? "last" : "");
    label.style.left = `${mark * 100}%`;
    labels.append(label);
  }
  scale.append(labels);
  scale.setAttribute("aria-hidden", "true");
  const lines = visible.map((row) => {
    const div = element("div", undefined, "row");
    const times = row.runs.map((run) => instant(epoch + run).slice(11, 16));
    const svg = drawn("svg", { role: "img", "aria-label": `${times.length} runs: ${times.slice(0, 5).join(", ")}${times.length > 5 ? ", …" : ""}` });
    for (const mark of hours(epoch, line)) {
      svg.append(drawn("line", { x1: `${mark * 100}%`, x2: `${mark * 100}%`, y1: "0", y2: "100%" }));
    }
    for (const run of row.runs) {
      const width = Math.max(0.5, (part / line) * 100);
      const x = Math.min((run / line) * 100, 100 - width);
      svg.append(drawn("rect", { x: `${x}%`, y: "22%", width: `${width}%`, height: "56%", rx: "2" }, clock(instant(epoch + run))));
    }
    div.append(element("b", row.name), svg);
    return div;
  });
  return [scale, ...lines, ...button];
}

function draw(data) {
  byId("now").textContent = `${clock(data.time.now)} UTC`;
  byId("now").dateTime = data.time.now;
  byId("clock").textContent = { following: "", moved: "(moved)", stopped: "(stopped)" }[data.time.clock];
  const today = data.time.now.slice(0, 10);
  const several = data.accounts.length > 1;
  const of = (account) => (row) => ({ ...row, account: account.name });
  const schedules = data.accounts.flatMap((account) => account.schedules.map(of(account)));
  const jobs = data.accounts.flatMap((account) => account.jobs.map(of(account)));
  const total = data.accounts.reduce((sum, account) => sum + account.total, 0);
  const owner = several ? [["Account", (row) => row.account, { cell: "worded" }]] : [];
  byId("total").textContent = total > schedules.length ? `${schedules.length} of ${total}, those that run next` : String(total);
  show("line", { rows: schedules, epoch: data.time.epoch, line: data.line, part: data.part }, timeline);
  show("schedules", [today, schedules.map(({ runs, ...row }) => row)], ([, rows]) => table("schedules", [
    ["Name", (row) => row.name, { cell: "main" }],
    ...owner,
    ["Cron", (row) => row.cron ?? "", { code: true }],
    ["Zone", (row) => (row.cron ? row.timezone : "")],
    ["Type", (row) => row.type],
    ["Database", (row) => row.database],
    ["Next run", (row) => brief(row.next, today), { cell: "worded" }],
    ["Last job", (row) => row.last, { look: (row) => row.last, cell: "worded" }],
  ], rows, "No schedules yet."));
  const failed = jobs.filter((job) => job.status === "error" || job.status === "killed").length;
  byId("ended").textContent = failed ? `${failed} of ${jobs.length} failed` : "";
  show("jobs", [today, jobs], ([, rows]) => table("jobs", [
    ["Schedule", (row) => row.schedule, { cell: "main" }],
    ...owner,
    ["Status", (row) => row.status, { look: (row) => row.status }],
    ["Scheduled", (row) => brief(row.scheduled_at, today), { cell: "worded" }],
    ["Start", (row) => brief(row.start_at, today), { cell: "worded" }],
    ["End", (row) => brief(row.end_at, today), { cell: "worded" }],
    ["Job", (row) => row.id],
  ], rows, "No jobs yet."));
  byId("counts").textContent = Object.entries(data.requests.counts).map(([name, count]) => `${name} ${count}`).join(", ");
  const faults = data.faults.map((rule) => `${rule.kind}${rule.operation ? ` in ${rule.operation}` : ""}, ${rule.next === null ? `rate ${rule.rate}` : `next ${rule.next}`}`);
  byId("faults").hidden = !faults.length;
  byId("faults").textContent = `Faults in force: ${faults.join("; ")}`;
  const outcome = (row) => (row.status !== null && row.status < 400 ? "ok" : "failed");
  show("requests", data.requests.requests.slice(0, 100), (rows) => table("requests", [
    ["Request", (row) => `${row.method} ${row.path}`, { code: true, cell: "main" }],
    ["Status", (row) => row.status ?? "no answer", { look: outcome }],
    ["Fault", (row) => row.fault, { look: "failed", cell: "worded" }],
    ["Time", (row) => clock(row.at).slice(11, 19)],
    ["Account", (row) => row.account, { cell: "worded" }],
    ["Fields", (row) => Object.keys(row.parameters).join(" ")],
  ], rows, "No requests yet."));
}

async function refresh() {
  try {
    const response = await fetch("/_emulator/overview", { cache: "no-store" });
    if (!response.ok) throw new Error(String(response.status));
    draw(await response.json());
    byId("state").textContent = "";
  } catch (error) {
    byId("state").textContent = "not reachable";
  }
  setTimeout(refresh, document.hidden ? 10000 : 2000);
}

refresh();
