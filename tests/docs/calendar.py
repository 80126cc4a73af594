"""Judges `calendar --format json` against a count of its own: every minute of the window, on the clock of each zone as
Python's zoneinfo tells it, and the form against the JSON schema. Reads one object on stdin; silent when all is right."""

import collections
import datetime
import json
import re
import sys
import zoneinfo

LIMITS = [(0, 59), (0, 23), (1, 31), (1, 12), (0, 6)]


def numbers(text, low, high):
    found = set()
    for item in text.split(","):
        span, _, step = item.partition("/")
        first, last = (low, high) if span == "*" else (int(span.split("-")[0]), int(span.split("-")[-1]))
        found.update(range(first, last + 1, int(step or 1)))
    return found


def runs(cron, zone, start, end):
    fields = cron.split()
    minutes, hours, days, months, weekdays = (numbers(field, *limit) for field, limit in zip(fields, LIMITS))
    zone = zoneinfo.ZoneInfo(zone)
    for second in range(start, end, 60):
        wall = datetime.datetime.fromtimestamp(second, zone)
        if wall.minute not in minutes or wall.hour not in hours or wall.month not in months:
            continue
        by_day, by_week = wall.day in days, wall.isoweekday() % 7 in weekdays
        either = fields[2] != "*" and fields[4] != "*"
        if (by_day or by_week) if either else (by_day and by_week):
            yield second


def instant(second):
    return datetime.datetime.fromtimestamp(second, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


TYPES = {"object": dict, "array": list, "string": str, "integer": int, "null": type(None)}


def validate(value, schema, root, place="$"):
    for word, rule in schema.items():
        if word in ("$schema", "title", "$defs", "properties"):
            continue
        elif word == "$ref":
            validate(value, root["$defs"][rule.rsplit("/", 1)[1]], root, place)
        elif word == "allOf":
            for one in rule:
                validate(value, one, root, place)
        elif word == "anyOf":
            for one in rule:
                try:
                    validate(value, one, root, place)
                    break
                except AssertionError:
                    continue
            else:
                raise AssertionError(f"{place}: none of {rule}")
        elif word == "type":
            assert isinstance(value, TYPES[rule]) and not isinstance(value, bool), f"{place} is no {rule}"
        elif word == "required":
            assert not set(rule) - set(value), f"{place} lacks {set(rule) - set(value)}"
        elif word == "additionalProperties":
            assert rule is False and not set(value) - set(schema["properties"]), f"{place} has more: {list(value)}"
        elif word == "items":
            for number, one in enumerate(value):
                validate(one, rule, root, f"{place}[{number}]")
        elif word == "pattern":
            assert re.search(rule, value), f"{place}: {value}"
        elif word == "minimum":
            assert value >= rule, f"{place}: {value}"
        elif word == "minItems":
            assert len(value) >= rule, f"{place}: {value}"
        else:
            raise AssertionError(f"the schema has {word}, which this test does not know")
    for key, rule in schema.get("properties", {}).items():
        if key in value:
            validate(value[key], rule, root, f"{place}.{key}")


def main():
    given = json.load(sys.stdin)
    answer = given["answer"]
    validate(answer, given["schema"], given["schema"])
    start = int(datetime.datetime.fromisoformat(given["from"].replace("Z", "+00:00")).timestamp())
    end = start + given["days"] * 86400
    starts = collections.defaultdict(list)
    for one in given["schedules"]:
        for second in runs(one["cron"], one["timezone"], start, end):
            starts[second].append(one["name"])
    hours = collections.Counter()
    for second, names in starts.items():
        hours[second - second % 3600] += len(names)
    expected = [{"at": instant(hour), "count": count} for hour, count in sorted(hours.items())]
    assert answer["hours"] == expected, f"{given['from']}: hours {answer['hours']} and not {expected}"
    busiest = sorted(starts.items(), key=lambda one: (-len(one[1]), one[0]))[: given["top"]]
    expected = [{"at": instant(at), "count": len(names), "names": sorted(names)} for at, names in busiest]
    assert answer["minutes"] == expected, f"{given['from']}: minutes {answer['minutes']} and not {expected}"
    assert answer["runs"] == sum(hours.values()) > 0


main()
