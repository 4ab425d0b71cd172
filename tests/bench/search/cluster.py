#!/usr/bin/env -S python3 -B
"""A PostgreSQL of its own: a new cluster on a socket, until standard input ends.

Prints the folder of the socket. Owns: where PostgreSQL is, where it writes, and that nothing outlives the run.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import install

# As an administrator would set it up for one large table on an office computer.
SETTINGS = {"listen_addresses": "", "shared_buffers": "512MB", "maintenance_work_mem": "256MB", "work_mem": "32MB",
            "max_wal_size": "4GB", "jit": "off"}


def programs():
    """The folder of the newest version: Debian keeps them off the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    return found[-1] if found else None


def run(place):
    """The server in a folder, from nothing to its end."""
    # It refuses to run as root.
    user = {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}
    if user:
        shutil.chown(place, **user)
    data, log = place / "data", open(place / "log", "w")
    how = {"stdin": subprocess.DEVNULL, "stdout": log, "stderr": log, "cwd": place, **user}
    make = [programs() / "initdb", "--auth=trust", "--username=bench", "--encoding=UTF8", "--locale=C.UTF-8", "-D", data]
    subprocess.run(make, check=True, **how)
    settings = [f"-c{name}={value}" for name, value in SETTINGS.items()]
    server = subprocess.Popen([programs() / "postgres", "-D", data, "-k", place, *settings], **how)
    try:
        ready = [programs() / "pg_isready", "-q", "-U", "bench", "-h", place]
        while server.poll() is None and subprocess.run(ready).returncode:
            time.sleep(0.1)
        print(place, flush=True)
        sys.stdin.read()
    finally:
        # Whoever is connected is not waited for.
        server.send_signal(signal.SIGINT)
        server.wait()


def main():
    if not programs():
        install.packages("postgresql")
    # On a disk where its user may go, with a path short enough for a socket.
    with tempfile.TemporaryDirectory(prefix="vicinia-", dir="/var/tmp") as place:
        run(Path(place))


if __name__ == "__main__":
    main()
