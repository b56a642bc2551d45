"""Threads of a server share their memory: twelve of them, each of which takes some at the same time."""

import ctypes
import subprocess
import sys

import pytest

THREADS = """
import ctypes, threading
from pages.parts.runtime import memory
{share}
all_there = threading.Barrier(13)
libc = ctypes.CDLL(None)
libc.malloc.restype, libc.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
def take():
    libc.malloc(5000)
    all_there.wait()
for _ in range(12):
    threading.Thread(target=take).start()
all_there.wait()
libc.fopen.restype, libc.malloc_info.argtypes = ctypes.c_void_p, [ctypes.c_int, ctypes.c_void_p]
libc.malloc_info(0, libc.fopen(b"/dev/stdout", b"w"))
libc.fflush(None)
"""


def stocks(share: str) -> int:
    """How many stocks of memory glibc has after the threads."""
    command = [sys.executable, "-c", THREADS.format(share=share)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.count("<heap nr=")


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "malloc_info"), reason="not glibc")
def test_threads_share_two_stocks():
    assert stocks("memory.share()") <= 2
    assert stocks("") > 2
