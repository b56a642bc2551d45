"""Writes the bill of materials of the app, CycloneDX 1.6 as JSON, from requirements.lock: what is installed, exactly.

python tests/tools/sbom.py > sbom.json. The licences are those the installed packages name.
"""

import json
import re
import sys
import uuid
from importlib import metadata
from pathlib import Path

LOCK = Path(__file__).parents[2] / "requirements.lock"
PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
VIA = re.compile(r"^\s*# via (.+)$")


def packages(lock: str) -> list[dict]:
    """Every package of a lock: name, version, hashes of the files it may be installed from, and who wants it."""
    found: list[dict] = []
    for line in lock.splitlines():
        if pinned := PINNED.match(line):
            found.append({"name": normal(pinned[1]), "version": pinned[2], "hashes": [], "via": []})
        elif found and (digest := HASH.search(line)):
            found[-1]["hashes"].append(digest[1])
        elif found and (via := VIA.match(line)):
            found[-1]["via"] = [normal(name) for name in via[1].split(", ") if not name.startswith("-")]
    return found


def normal(name: str) -> str:
    """The name of a package as indexes write it."""
    return re.sub(r"[-_.]+", "-", name.strip()).lower()


def reference(package: dict) -> str:
    """The address of a package that scanners look up."""
    return f"pkg:pypi/{package['name']}@{package['version']}"


def licence(name: str) -> list[dict]:
    """The licence an installed package names; nothing for one that is not installed or names none."""
    try:
        said = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return []
    kinds = [one.split(" :: ")[-1] for one in said.get_all("Classifier") or [] if one.startswith("License :: ")]
    named = [said.get("License-Expression"), *kinds, (said.get("License") or "").strip()]
    short = [text for text in named if text and "\n" not in text]  # some name their whole text
    return [{"license": {"name": text}} for text in short[:1]]


def bill(lock: str) -> dict:
    """The bill of materials for the text of a lock; the same lock gives the same serial number."""
    found = packages(lock)
    by_name = {package["name"]: reference(package) for package in found}
    wanted: dict[str, list[str]] = {reference(package): [] for package in found}
    for package in found:
        for above in package["via"]:
            if above in by_name:
                wanted[by_name[above]].append(reference(package))
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, lock)}",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "loyalty-ledger", "bom-ref": "loyalty-ledger"}},
        "components": [
            {
                "type": "library",
                "bom-ref": reference(package),
                "name": package["name"],
                "version": package["version"],
                "purl": reference(package),
                "licenses": licence(package["name"]),
                "properties": [{"name": "pypi:sha256", "value": digest} for digest in package["hashes"]],
            }
            for package in found
        ],
        "dependencies": [
            {"ref": "loyalty-ledger", "dependsOn": sorted(by_name.values())},
            *({"ref": name, "dependsOn": sorted(below)} for name, below in sorted(wanted.items())),
        ],
    }


if __name__ == "__main__":
    json.dump(bill(LOCK.read_text(encoding="utf-8")), sys.stdout, indent=1, ensure_ascii=False)
