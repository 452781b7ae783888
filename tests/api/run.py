"""The whole API against its own description, by a tester that reads it (schemathesis).

Usage: run.py ZHER-BINARY. Starts the platform with its invented world on a port of its own, asks it by nobody and by
officers, and ends with a line `N passed, M failed`: operations whose every answer was as described, over both passes.
Exit code 0 only where nothing failed and every operation was called and seen to work.
"""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import urllib.request
import xml.etree.ElementTree as ElementTree
from pathlib import Path

HERE = Path(__file__).resolve().parent
SEED = "20130902"
# Generated requests of one operation in one phase.
EXAMPLES = {"nobody": "5", "officers": "10"}
# Seconds after which a pass is stopped and has failed: examples bound the work (some thirty seconds a pass), this bounds
# a tester or a platform that hangs.
BUDGET = 240


def start(binary, folder):
    """The platform, its address and the password of its invented accounts."""
    command = [binary, "serve", "--demo", "--data", folder, "--listen", "127.0.0.1:0"]
    environment = {**os.environ, "RUST_LOG": "error"}
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    password = None
    for line in server.stdout:
        if found := re.search(r"password of each: (\S+)", line):
            password = found[1]
        if found := re.search(r"listening on (\S+)", line):
            return server, found[1], password
    sys.exit("the platform did not start")


def operations(address):
    """Every operation of the description, as `GET /cases/{id}`."""
    with urllib.request.urlopen(f"{address}/api/v1/openapi.json", timeout=10) as answer:
        paths = json.load(answer)["paths"]
    methods = ("get", "post", "put", "patch", "delete")
    return {f"{method.upper()} {path}" for path, item in paths.items() for method in methods if method in item}


def one_pass(who, address, password, reports):
    """Runs one pass; what failed, what was called and what went well at least once, by name of operation."""
    report = Path(reports) / f"{who}.xml"
    command = [
        str(Path(sys.executable).parent / "schemathesis"),
        "--config-file", str(HERE / "schemathesis.toml"),
        "run", f"{address}/api/v1/openapi.json", "--url", f"{address}/api/v1",
        "--checks", "all", "--exclude-checks", "positive_data_acceptance",
        "--phases", "examples,coverage,fuzzing,stateful",
        "--max-examples", EXAMPLES[who], "--seed", SEED,
        "--generation-database", "none", "--suppress-health-check", "all", "--no-shrink",
        "--continue-on-failure", "--workers", "1", "--no-color", "--warnings", "off",
        "--report", "junit", "--report-junit-path", str(report),
    ]  # fmt: skip
    environment = {
        **os.environ,
        # The tester walks through sets: with the usual random order the same seed would make other requests.
        "PYTHONHASHSEED": "0",
        "SCHEMATHESIS_HOOKS": "hooks",
        "PYTHONPATH": str(HERE),
        "ZHER_PASS": who,
        "ZHER_ADDRESS": address,
        "ZHER_PASSWORD": password,
        "ZHER_GOOD": str(Path(reports) / "good"),
    }
    print(f"== {who}", flush=True)
    ended = subprocess.run(command, env=environment, cwd=reports, timeout=BUDGET, check=False)
    failed, called = set(), set()
    for case in ElementTree.parse(report).iter("testcase"):
        if case.find("skipped") is None:
            called.add(case.get("name"))
        if case.find("failure") is not None or case.find("error") is not None:
            failed.add(case.get("name"))
    if ended.returncode != 0 and not failed:
        failed.add(f"the tester itself, exit code {ended.returncode}")
    good = set((Path(reports) / "good").read_text().splitlines())
    return failed, called, good


def main():
    binary = str(Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory(prefix="zher-api-") as folder:
        server, address, password = start(binary, str(Path(folder) / "data"))
        try:
            known = operations(address)
            failed, called, good = set(), set(), set()
            for who in EXAMPLES:
                wrong, seen, well = one_pass(who, address, password, folder)
                failed |= wrong
                called |= seen
                good |= well
            if server.poll() is not None:
                failed.add("the platform, which ended")
            failed |= known - called
            # A call that only ever refuses has a good answer that nothing was held against.
            failed |= {f"{name} (no good answer was seen)" for name in known - good}
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=30)
    for name in sorted(failed):
        print(f"failed: {name}")
    print(f"{len(known - {name.split(' (')[0] for name in failed})} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
