/**
 * `collect.py`: makes one results file of the folders of the points, for systems without Contourist. It needs Python 3.6
 * alone. Results are read as JSON objects of limits, with RECAST's keys, or as CSV with a header and one row; other
 * formats are read by Contourist itself (`contourist collect`).
 */
export const COLLECTOR = `#!/usr/bin/env python3
"""collect.py: makes results.csv of the folders of the points, and resubmit.txt of those that failed or are missing.

results.csv has a row for each point that has ended: id, status (done or failed), reason, seconds, and the limits.
"""
import csv
import json
import os
import sys

RESULT = @RESULT@
HERE = os.path.dirname(os.path.abspath(__file__))


def limits_of(path):
    """The limits in a result: a JSON object, or CSV with a header and one row."""
    with open(path, encoding="utf-8-sig") as file:
        text = file.read()
    if text.lstrip().startswith("{"):
        found = {key: value for key, value in json.loads(text).items() if not isinstance(value, (dict, list))}
    else:
        rows = [row for row in csv.DictReader(text.splitlines()) if row]
        if len(rows) != 1:
            raise ValueError("%s has %d rows where 1 is wanted" % (RESULT, len(rows)))
        found = rows[0]
    return {key: value for key, value in found.items() if key not in ("id", "status", "reason", "seconds")}


def last_lines(path):
    """The end of what a command printed, on one line."""
    try:
        with open(path, "rb") as file:
            file.seek(max(0, os.path.getsize(path) - 4000))
            lines = file.read().decode("utf-8", "replace").splitlines()
    except OSError:
        return ""
    kept = ["".join(c for c in line if c.isprintable()).strip() for line in lines]
    return " | ".join([line for line in kept if line][-3:])[-300:]


def read_point(identifier):
    """A row of results.csv, or None for a point that has not ended."""
    folder = os.path.join(HERE, "points", identifier)
    try:
        with open(os.path.join(folder, "outcome.json")) as file:
            outcome = json.load(file)
    except (OSError, ValueError):
        return None
    row = {"id": identifier, "status": "done", "reason": "", "seconds": outcome["seconds"]}
    if outcome["exit"] == 0:
        try:
            row.update(limits_of(os.path.join(folder, RESULT)))
            return row
        except (OSError, ValueError, KeyError) as error:
            reason = "the result cannot be read: %s" % error
    else:
        reason = last_lines(os.path.join(folder, "log.txt")) or "exit status %d" % outcome["exit"]
    row.update(status="failed", reason=reason)
    return row


def main():
    with open(os.path.join(HERE, "ids.txt")) as file:
        ids = file.read().split()
    rows = [(identifier, read_point(identifier)) for identifier in ids]
    ended = [row for _, row in rows if row is not None]
    columns = ["id", "status", "reason", "seconds"]
    for row in ended:
        columns += [name for name in row if name not in columns]
    with open(os.path.join(HERE, "results.csv"), "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\\n")
        writer.writeheader()
        writer.writerows(ended)
    again = [identifier for identifier, row in rows if row is None or row["status"] == "failed"]
    with open(os.path.join(HERE, "resubmit.txt"), "w") as file:
        file.write("".join(identifier + "\\n" for identifier in again))
    failed = sum(row["status"] == "failed" for row in ended)
    print("%d done, %d failed, %d missing" % (len(ended) - failed, failed, len(ids) - len(ended)))
    return 0 if not again else 1


if __name__ == "__main__":
    sys.exit(main())
`;
