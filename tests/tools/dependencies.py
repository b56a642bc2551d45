"""Asks pip-audit about every package the app runs on; succeeds only when all of them were looked up and none is known
to be weak.

python tests/tools/dependencies.py PIP_AUDIT SITE_PACKAGES. Without the network it fails: an audit of nothing is no
audit.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

REQUIREMENTS = Path(__file__).parents[2] / "requirements.txt"


def name_of(requirement: str) -> str:
    """The normalised name of a requirement line; empty for comments and blank lines."""
    found = re.match(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)", requirement.split("#")[0])
    return re.sub(r"[-_.]+", "-", found.group(1)).lower() if found else ""


def required(text: str) -> set[str]:
    """The names of all packages a requirements file asks for."""
    return {name_of(line) for line in text.splitlines()} - {""}


def verdict(report: dict, wanted: set[str]) -> list[str]:
    """What is wrong with an audit, one sentence each; empty: everything was audited and nothing is known to be weak."""
    dependencies = report.get("dependencies") or []
    audited = {name_of(one["name"]) for one in dependencies if "skip_reason" not in one}
    faults = [f"not audited: {name}" for name in sorted(wanted - audited)] or (
        [] if audited else ["nothing was audited"]
    )
    for one in dependencies:
        for weakness in one.get("vulns") or []:
            cure = ", ".join(weakness.get("fix_versions") or []) or "no fixed version yet"
            faults.append(f"{one['name']} {one['version']}: {weakness['id']} ({cure})")
    return faults


def main(pip_audit: str, packages: str) -> int:
    """Runs the audit and prints its verdict; 0 only for a whole and clean one."""
    done = subprocess.run(
        [pip_audit, "--path", packages, "--format", "json", "--progress-spinner", "off"], capture_output=True, text=True
    )
    try:
        report = json.loads(done.stdout)
    except ValueError:
        print(done.stderr.strip()[-2000:], "\nThe audit could not be made (is the network there?).", file=sys.stderr)
        return 2
    faults = verdict(report, required(REQUIREMENTS.read_text(encoding="utf-8")))
    print("\n".join(faults) or f"{len(report['dependencies'])} packages audited, no known weakness")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
