"""TD's own Python client (PyPI td-client 1.7.0) against the emulator: python3 tests/emulator/td_client.py URL

The emulator at URL is emptied first.

Exits with 0 when the client can't tell the difference, and with a traceback when it can.
"""

import json
import sys
import urllib.request

import tdclient
from tdclient import errors

KEY = "77/0123456789abcdef0123456789abcdef01234567"
NAMES = [
    "sched test",
    "a/b",
    "100%",
    "a+b",
    "日次集計",
    "test query with  space\tand 漢字\u3000and räksmörgås",
    "semi;colon&amp?query=1#hash",
]


def control(url, path, **fields):
    request = urllib.request.Request(
        f"{url}/_emulator/{path}",
        data=json.dumps(fields).encode(),
        headers={"Content-Type": "application/json"},
        method="POST",
    )
    with urllib.request.urlopen(request) as response:
        return json.load(response)


def refused(error, call, *arguments):
    try:
        call(*arguments)
    except error as refusal:
        assert type(refusal) is error, f"{type(refusal)} where {error} was expected"
        return str(refusal)
    raise AssertionError(f"{error.__name__} was expected")


def one_life(client, url, name):
    start = client.create_schedule(
        name,
        {
            "type": "presto",
            "database": "sales",
            "query": "SELECT COUNT(1) -- 件数\nFROM t WHERE a = '100%&b+c'",
            "cron": "0 9 * * *",
            "timezone": "Asia/Tokyo",
            "delay": 60,
            "priority": -1,
            "retry_limit": 3,
            "result": "mysql://user:pass@host/db/table",
        },
    )
    assert start is not None and start.hour == 0, start

    mine = [schedule for schedule in client.schedules() if schedule.name == name]
    assert len(mine) == 1
    schedule = mine[0]
    assert (schedule.cron, schedule.timezone, schedule.delay) == ("0 9 * * *", "Asia/Tokyo", 60)
    assert (schedule.priority, schedule.retry_limit, schedule.database) == ("LOW", 3, "sales")
    assert schedule.query == "SELECT COUNT(1) -- 件数\nFROM t WHERE a = '100%&b+c'"
    assert schedule.result_url == "mysql://user:***@host/db/table"
    assert schedule.next_time is not None

    refused(errors.AlreadyExistsError, client.create_schedule, name,
            {"type": "hive", "database": "d", "query": "q", "cron": "", "timezone": "UTC"})

    client.update_schedule(name, {"query": "SELECT 2", "priority": 2})
    other = name + " renamed"
    client.update_schedule(name, {"name": other})
    refused(errors.NotFoundError, client.update_schedule, name, {"priority": 0})

    jobs = client.run_schedule(other, 1457046001, 2)
    assert [job.type for job in jobs] == ["presto", "presto"]
    assert jobs[0].scheduled_at.timestamp() == 1457046001
    control(url, "advance", seconds=60)
    # A job of a run has no query, and so the client's `status()` does not ask the server.
    assert [client.job_status(job.job_id) for job in jobs] == ["success", "success"]
    rows = client.api.history(other, 0, 20)
    assert [row[3] for row in rows] == ["success", "success"], rows
    assert [row[1] for row in rows] == [str(jobs[1].job_id), str(jobs[0].job_id)], "newest first"
    assert all(row[5] < row[6] for row in rows), "start before end"
    assert client.history(other, 0, 20)[0].query == "SELECT 2"
    assert len(client.history(other, 1, 2)) == 1, "`to` is not included"

    client.update_schedule(other, {"cron": ""})
    unscheduled = next(schedule for schedule in client.schedules() if schedule.name == other)
    # The client makes 1970 of a next_time that is null.
    assert unscheduled.cron is None and unscheduled.next_time.year == 1970

    cron, query = client.delete_schedule(other)
    assert cron is None and query == "SELECT 2"
    refused(errors.NotFoundError, client.delete_schedule, other)
    refused(errors.NotFoundError, client.history, other)


def the_rest(client, url):
    """Databases, tables, jobs, connections and users, as far as the emulator has them."""
    client.create_database("catalog")
    refused(errors.AlreadyExistsError, client.create_database, "catalog")
    assert "catalog" in [database.name for database in client.databases()]
    client.create_log_table("catalog", "orders")
    refused(errors.AlreadyExistsError, client.create_log_table, "catalog", "orders")
    assert [table.name for table in client.tables("catalog")] == ["orders"]
    assert client.delete_table("catalog", "orders") == "log"

    job = client.query("catalog", "SELECT 1", type="presto", priority=1)
    assert client.job_status(job.job_id) == "queued"
    control(url, "advance", seconds=60)
    assert (client.job(job.job_id).status(), list(client.job_result(job.job_id))) == ("success", [])
    assert client.jobs(0, 0)[0].job_id == job.job_id
    assert client.kill(job.job_id) == "success"
    refused(errors.NotFoundError, client.job, "17")

    client.create_result("crm", "mysql://user:pass@host/db")
    assert [(result.name, result.url) for result in client.results()] == [("crm", "mysql://user:***@host/db")]
    client.delete_result("crm")
    assert [user.email for user in client.users()] == ["emulator@example.com"]
    client.delete_database("catalog")
    refused(errors.NotFoundError, client.tables, "catalog")


def main(url):
    control(url, "reset")
    # Stopped, so that nothing fires but what is asked for.
    control(url, "clock", at="2026-01-15T10:07:30Z")
    with tdclient.Client(KEY, endpoint=url + "/") as client:
        assert client.server_status() == "ok", client.server_status()
        for name in NAMES:
            one_life(client, url, name)
        assert client.schedules() == []
        # The client escapes no dot, and TD reads what follows one as a format.
        client.create_schedule("daily.json", {"type": "hive", "database": "d", "query": "q", "cron": "", "timezone": "UTC"})
        assert [schedule.name for schedule in client.schedules()] == ["daily"]
        client.delete_schedule("daily")
        the_rest(client, url)

        short = refused(errors.APIError, client.create_schedule, "ab",
                        {"type": "hive", "database": "d", "query": "q", "cron": "", "timezone": "UTC"})
        assert "Name is too short (minimum is 3 characters)" in short, short
        client.create_schedule("no schedule", {"type": "hive", "database": "d", "query": "q", "cron": "",
                                               "timezone": "", "priority": "", "retry_limit": "", "result": ""})
        client.delete_schedule("no schedule")
    # Without a slash at its end, the client asks for //v3/schedule/list.
    with tdclient.Client(KEY, endpoint=url) as client:
        assert client.schedules() == []
    with tdclient.Client("", endpoint=url) as client:
        refused(errors.AuthError, client.schedules)


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
    print("td-client sees no difference")
