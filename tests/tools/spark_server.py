"""Runs a command beside a Spark Connect server of this machine, whose address is then in PARITY_URL.

python tests/tools/spark_server.py FOLDER COMMAND…: FOLDER holds the package pyspark; Java 17 or newer is needed.
"""

import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LONGEST_SECONDS = 180
CLASS = "org.apache.spark.sql.connect.service.SparkConnectServer"


def server_command(package: Path, port: int, token: str, warehouse: str) -> list[str]:
    """The command that runs a server on loopback which lets in who knows the token."""
    settings = {
        "spark.connect.grpc.binding.address": "127.0.0.1",
        "spark.connect.grpc.binding.port": port,
        "spark.connect.authenticate.token": token,
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.warehouse.dir": warehouse,
        # many small statements: what starts quickly wins
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
        "spark.sql.shuffle.partitions": 1,
        "spark.sql.sources.parallelPartitionDiscovery.parallelism": 1,
        "spark.log.level": "WARN",
        "spark.ui.enabled": "false",
    }
    given = [part for name, value in settings.items() for part in ("--conf", f"{name}={value}")]
    start = [str(package / "bin" / "spark-submit"), "--class", CLASS, "--master", "local[2]", "--driver-memory", "2g"]
    return [*start, *given, "spark-internal"]


def wait_for(server: subprocess.Popen, port: int) -> None:
    """Return once the server answers; RuntimeError when it ended or takes too long."""
    until = time.monotonic() + LONGEST_SECONDS
    while server.poll() is None and time.monotonic() < until:
        with socket.socket() as door:
            if door.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.5)
    raise RuntimeError("Spark did not start; see what it wrote above.")


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


def main(folder: str, *command: str) -> int:
    """Runs the command and returns how it ended."""
    port, token = free_port(), secrets.token_hex(16)
    with tempfile.TemporaryDirectory() as beside:
        package = Path(folder).resolve() / "pyspark"
        environment = {**os.environ, "SPARK_HOME": str(package)}
        start = server_command(package, port, token, f"{beside}/warehouse")
        with open(f"{beside}/log", "w+", encoding="utf-8") as log:
            server = subprocess.Popen(start, env=environment, cwd=beside, stdout=log, stderr=log)
            try:
                wait_for(server, port)
                address = f"sc://localhost:{port}/;token={token}"
                return subprocess.run(command, env={**os.environ, "PARITY_URL": address}).returncode
            finally:
                server.terminate()
                server.wait()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
