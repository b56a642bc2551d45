"""Work on files nobody vouches for: in a separate process with limits on memory and time, asked in JSON."""

import contextlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

from data.processes import warm_process

ROOT = Path(__file__).parents[2]
OUT_OF_MEANS = (-signal.SIGKILL, -signal.SIGXCPU, -signal.SIGABRT) if hasattr(signal, "SIGXCPU") else ()
ENVIRONMENT = {"ARROW_DEFAULT_MEMORY_POOL": "system", "OMP_NUM_THREADS": "1", "PYTHONUTF8": "1"}
PYTHON = [sys.executable, "-E", "-s", "-m"]


def kept() -> warm_process.Kept:
    """Return a kept process of this one's own, that is begun when first asked."""
    return warm_process.Kept(PYTHON, ENVIRONMENT)


KEPT = kept()


def ask(module: str, request: dict, seconds: int) -> dict:
    """What `python -m module` answers to a request; a refusal TOO_LARGE or DAMAGED_FILE when it came to no end.

    Where the system can fork, the process is a copy of one that has loaded its modules already: half a second less.
    """
    run = _run_warm if warm_process.IS_POSSIBLE else _run_cold
    try:
        code, answer, failure = run(module, json.dumps(request), seconds)
    except TimeoutError:
        return {"refusal": {"code": "TOO_LARGE", "fields": {}}}
    if code == 0:
        return json.loads(answer)
    exhausted = code in OUT_OF_MEANS or "MemoryError" in failure
    return {"refusal": {"code": "TOO_LARGE" if exhausted else "DAMAGED_FILE", "fields": {}}}


def _run_cold(module: str, request: str, seconds: int) -> tuple[int, str, str]:
    try:
        done = subprocess.run(
            [*PYTHON, module],
            cwd=ROOT,
            input=request,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=seconds,
            env=ENVIRONMENT,
        )
    except subprocess.TimeoutExpired as late:
        raise TimeoutError from late
    return done.returncode, done.stdout, done.stderr


def _run_warm(module: str, request: str, seconds: int) -> tuple[int, str, str]:
    with contextlib.ExitStack() as held:
        asked, answer, failure = (held.enter_context(_memory(name)) for name in ("request", "answer", "failure"))
        asked.write(request)
        asked.flush()
        asked.seek(0)
        code = KEPT.run(module, [asked.fileno(), answer.fileno(), failure.fileno()], seconds)
        answer.seek(0), failure.seek(0)
        return code, answer.read(), failure.read()


def _memory(name: str):
    return os.fdopen(os.memfd_create(name), "w+", encoding="utf-8")
