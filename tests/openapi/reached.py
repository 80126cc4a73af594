"""Which operations of the description were answered with 200: a hook for schemathesis, and the judge of what it noted.

usage: python3 tests/openapi/reached.py NOTES DESCRIPTION
"""

import json
import os
import sys


def hook():
    import schemathesis

    @schemathesis.hook
    def after_call(context, case, response):
        with open(os.environ["REACHED"], "a", encoding="utf-8") as notes:
            notes.write(f"{case.operation.label}\t{response.status_code}\n")


def judge(notes, description):
    with open(description, encoding="utf-8") as file:
        paths = json.load(file)["paths"]
    wanted = {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods}
    seen = {}
    with open(notes, encoding="utf-8") as file:
        for line in file:
            operation, status = line.rstrip("\n").split("\t")
            seen.setdefault(operation, {}).setdefault(status, 0)
            seen[operation][status] += 1
    for operation in sorted(seen):
        print(f"{operation}: " + ", ".join(f"{status} {count}x" for status, count in sorted(seen[operation].items())))
    missed = sorted(operation for operation in wanted if "200" not in seen.get(operation, {}))
    if missed:
        sys.exit("never answered with 200: " + ", ".join(missed))
    print(f"schemathesis: all {len(wanted)} operations were reached with data that exists")


if __name__ == "__main__":
    judge(*sys.argv[1:])
else:
    hook()
