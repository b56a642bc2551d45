"""Takes the pictures of the README anew: an empty home, the sample organisation, one page each.

    make pictures, or: python tests/tools/pictures.py

The sample is the same on every machine, so a picture changes only when its page does.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import expect, sync_playwright

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), *(str(ROOT / "tests" / "support" / name) for name in ("", "access"))]

from servers import free_port, stop, when_up  # noqa: E402

LEVER = '{"lever": "fewer_complaints", "sector": "Delivery", "percent": "30", "yearly": "2000"}'
SIZE = {"width": 1280, "height": 860}
# name -> home, address, what is there once all of it is drawn
PICTURES = {
    "start": ("empty", "?language=en", ".lk .step"),
    "overview": ("sample", "?language=en", ".stVegaLiteChart svg"),
    "number": (
        "sample",
        "?language=en&explain=cost_matrix.amount&cell=caused_by%3DDelivery&cell=incurred_by%3DCall+centre",
        "[role=dialog] .lk .asked",
    ),
    "dissatisfaction": ("sample", "dissatisfaction?language=en", ".lk table.matrix"),
    "win-or-keep": ("sample", "win_or_keep?language=en", ".stVegaLiteChart svg"),
    "scenarios": ("sample", f"scenarios?language=en&lever={quote(LEVER)}", ".stVegaLiteChart svg"),
}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        expect.set_options(timeout=180_000)
        homes = {name: Path(folder) / name for name in ("empty", "sample")}
        subprocess.run([sys.executable, "cli.py", "--home", homes["sample"], "demo"], cwd=ROOT, check=True)
        chromium = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM") or "/usr/bin/chromium")
        for held, home in homes.items():
            address, server = _server(home)
            try:
                for name, (of, path, awaited) in PICTURES.items():
                    if of == held:
                        _take(chromium, f"{address}/{path}", awaited, ROOT / "docs" / "pictures" / f"{name}.png")
            finally:
                stop(server)
        chromium.close()


def _server(home: Path) -> tuple[str, subprocess.Popen]:
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "asgi.py", f"--server.port={port}"]
    server = subprocess.Popen(
        [*command, "--server.address=127.0.0.1", "--server.headless=true"],
        cwd=ROOT,
        env=os.environ | {"LEDGER_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return when_up(f"http://127.0.0.1:{port}"), server


def _take(chromium, address: str, awaited: str, path: Path) -> None:
    page = chromium.new_page(viewport=SIZE, locale="en-GB", color_scheme="light", reduced_motion="reduce")
    page.set_default_timeout(180_000)
    page.goto(address)
    page.locator(awaited).first.wait_for()
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    page.evaluate("document.fonts.ready")
    page.wait_for_load_state("networkidle")
    expect(page.locator("[data-testid=stSkeleton]")).to_have_count(0)
    path.parent.mkdir(exist_ok=True)
    page.screenshot(path=path, animations="disabled")
    page.close()
    print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
