"use strict";
// Everything shown is put in as text, never as markup: names and queries come from whoever calls the API.
const byId = (id) => document.getElementById(id);
const shown = new Map();

function element(tag, text, className) {
  const made = document.createElement(tag);
  if (text !== undefined && text !== null) made.textContent = text;
  if (className) made.className = className;
  return made;
}

// Replaces a part only when its data changed, so that a selection or a scroll position survives the refresh.
function show(id, data, make) {
  const key = JSON.stringify(data);
  if (shown.get(id) === key) return;
  shown.set(id, key);
  byId(id).replaceChildren(make(data));
}

const clock = (iso) => (iso ? iso.replace("T", " ").replace("Z", "") : "");

function table(columns, rows, empty) {
  if (!rows.length) return element("p", empty, "empty");
  const made = element("table");
  const head = element("tr");
  columns.forEach(([label]) => head.append(element("th", label)));
  made.append(element("thead"));
  made.tHead.append(head);
  const body = element("tbody");
  for (const row of rows) {
    const line = element("tr");
    for (const [label, read, look] of columns) {
      const cell = element("td");
      cell.dataset.label = label;
      const text = read(row);
      if (text !== "" && text !== null && text !== undefined) {
        cell.append(element(look === "code" ? "code" : "span", String(text), typeof look === "function" ? look(row) : ""));
      }
      line.append(cell);
    }
    body.append(line);
  }
  made.append(body);
  return made;
}

function timeline({ rows, epoch, line }) {
  const running = rows.filter((row) => row.runs.length);
  if (!running.length) return element("p", "Nothing runs by itself in the next 24 hours.", "empty");
  const made = element("div");
  const hours = element("div", undefined, "hours");
  for (let part = 0; part <= 4; part += 1) {
    const label = element("span", new Date((epoch + (line * part) / 4) * 1000).toISOString().slice(11, 16));
    label.style.left = `${part * 25}%`;
    hours.append(label);
  }
  made.append(hours);
  for (const row of running) {
    const div = element("div", undefined, "row");
    const name = element("b", row.name);
    name.title = row.name;
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    for (const run of row.runs) {
      const dot = document.createElementNS("http://www.w3.org/2000/svg", "circle");
      dot.setAttribute("cx", `${(run / line) * 99 + 0.5}%`);
      dot.setAttribute("cy", "50%");
      dot.setAttribute("r", "4");
      const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
      title.textContent = clock(new Date((epoch + run) * 1000).toISOString().slice(0, 19));
      dot.append(title);
      svg.append(dot);
    }
    div.append(name, svg);
    made.append(div);
  }
  return made;
}

function draw(data) {
  byId("now").textContent = `${clock(data.time.now)} UTC`;
  byId("clock").textContent = { following: "", moved: "(moved)", stopped: "(stopped)" }[data.time.clock];
  const several = data.accounts.length > 1;
  const of = (account) => (row) => ({ ...row, account: account.name });
  const schedules = data.accounts.flatMap((account) => account.schedules.map(of(account)));
  const jobs = data.accounts.flatMap((account) => account.jobs.map(of(account)));
  const total = data.accounts.reduce((sum, account) => sum + account.total, 0);
  const owner = several ? [["Account", (row) => row.account]] : [];
  byId("total").textContent = total > schedules.length ? `${schedules.length} of ${total}` : String(total);
  show("schedules", schedules.map(({ runs, ...row }) => row), (rows) => table([
    ...owner,
    ["Name", (row) => row.name],
    ["Cron", (row) => row.cron ?? "", "code"],
    ["Zone", (row) => (row.cron ? row.timezone : "")],
    ["Type", (row) => row.type],
    ["Database", (row) => row.database],
    ["Next run", (row) => clock(row.next)],
    ["Last job", (row) => row.last, (row) => row.last],
  ], rows, "No schedules yet."));
  show("line", { rows: schedules, epoch: data.time.epoch, line: data.line }, timeline);
  show("jobs", jobs, (rows) => table([
    ...owner,
    ["Job", (row) => row.id],
    ["Schedule", (row) => row.schedule],
    ["Status", (row) => row.status, (row) => row.status],
    ["Scheduled", (row) => clock(row.scheduled_at)],
    ["Start", (row) => clock(row.start_at)],
    ["End", (row) => clock(row.end_at)],
  ], rows, "No jobs yet."));
  byId("counts").textContent = Object.entries(data.requests.counts).map(([name, count]) => `${name} ${count}`).join(", ");
  const outcome = (row) => (row.status === null ? "failed" : row.status < 400 ? "ok" : "failed");
  show("requests", data.requests.requests.slice(0, 50), (rows) => table([
    ["Time", (row) => clock(row.at).slice(11, 19)],
    ["Request", (row) => `${row.method} ${row.path}`, "code"],
    ["Fields", (row) => Object.keys(row.parameters).join(" ")],
    ["Account", (row) => row.account],
    ["Status", (row) => row.status ?? "none", outcome],
    ["Fault", (row) => row.fault],
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
