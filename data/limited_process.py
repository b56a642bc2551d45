"""Work on files nobody vouches for: in a separate process with limits on memory and time, asked in JSON."""

import json
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
OUT_OF_MEANS = (-signal.SIGKILL, -signal.SIGXCPU, -signal.SIGABRT) if hasattr(signal, "SIGXCPU") else ()
ENVIRONMENT = {"ARROW_DEFAULT_MEMORY_POOL": "system", "OMP_NUM_THREADS": "1", "PYTHONUTF8": "1"}


def ask(module: str, request: dict, seconds: int) -> dict:
    """What `python -m module` answers to a request; a refusal TOO_LARGE or DAMAGED_FILE when it came to no end."""
    try:
        done = subprocess.run(
            [sys.executable, "-E", "-s", "-m", module],
            cwd=ROOT,
            input=json.dumps(request),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=seconds,
            env=ENVIRONMENT,
        )
    except subprocess.TimeoutExpired:
        return {"refusal": {"code": "TOO_LARGE", "fields": {}}}
    if done.returncode == 0:
        return json.loads(done.stdout)
    exhausted = done.returncode in OUT_OF_MEANS or "MemoryError" in done.stderr
    return {"refusal": {"code": "TOO_LARGE" if exhausted else "DAMAGED_FILE", "fields": {}}}
