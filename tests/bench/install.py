"""Programs of the system's packages that are measured or measure."""

import os
import subprocess


def packages(*names):
    """Installs them with `apt-get`."""
    apt = ["apt-get"] if os.geteuid() == 0 else ["sudo", "-n", "apt-get"]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update", "-q"], ["install", "-y", "-q", "--no-install-recommends", *names]):
        subprocess.run([*apt, *step], check=True, stdout=subprocess.DEVNULL, env=environment)
