"""What reading one file may cost: memory, processor time, unpacked size."""

from data.reading.text_table import ReadError

MEMORY_BYTES = 3 << 30
CPU_SECONDS = 240
WALL_SECONDS = 300
UNPACKED_BYTES = 8 << 30
FREE_BYTES = 64 << 20
RATIO = 150
COLUMNS = 2000


def limit_process(seconds: int = CPU_SECONDS) -> None:
    """Holds this process to MEMORY_BYTES and some seconds of the processor, where the system can."""
    try:
        import resource
    except ImportError:
        return
    for kind, amount in ((resource.RLIMIT_AS, MEMORY_BYTES), (resource.RLIMIT_CPU, seconds)):
        resource.setrlimit(kind, (amount, amount))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def check_unpacked(unpacked: int, packed: int) -> None:
    """Refuses what unpacks to more than a real table does (bytes before and after)."""
    if unpacked > UNPACKED_BYTES or (unpacked > FREE_BYTES and unpacked > RATIO * packed):
        raise ReadError("TOO_LARGE", megabytes=unpacked >> 20)
