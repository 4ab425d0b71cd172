"""Real nodes on this machine, asked over their control sockets.

Owns: folders, processes and that none outlives the run. Refuses to know what is measured.
"""

import json
import os
import socket
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = "correct horse battery staple"
TICK = os.sysconf("SC_CLK_TCK")
PATIENCE = 900


class Trouble(Exception):
    """Something that makes the figures void."""


def until(what, look, every=0.05, patience=PATIENCE):
    """Looks again and again until `look` gives something."""
    since = time.monotonic()
    while True:
        if (seen := look()):
            return seen
        if time.monotonic() - since > patience:
            raise Trouble(f"waited {patience} s in vain: {what}")
        time.sleep(every)


def binary(say):
    """The program: the one that is named, else built now."""
    if named := os.environ.get("VICINIA_BIN"):
        return Path(named).resolve()
    say("building")
    subprocess.run(["cargo", "build", "--release", "--locked"], cwd=ROOT, check=True)
    return Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")).resolve() / "release" / "vicinia"


class Node:
    """An organisation's node with a folder of its own."""

    def __init__(self, binary, name, place):
        self.binary, self.name = binary, name
        self.place = place / name
        self.place.mkdir()
        self.data = self.place / "data"
        self.passphrase = self.place / "passphrase"
        self.passphrase.touch(0o600)
        self.passphrase.write_text(PASSPHRASE)
        self.process, self.line = None, None

    def command(self, *arguments):
        """Runs a command of the program: its one document."""
        done = subprocess.run([self.binary, "--no-input", "--json", "--data", self.data, *arguments],
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, env=environment())
        try:
            return json.loads(done.stdout)
        except ValueError:
            raise Trouble(f"{arguments}: {done.returncode} {done.stdout} {done.stderr}") from None

    def particulars(self, *verb):
        """`init` or `join` with all that they would ask."""
        return self.command(*verb, "--organisation", self.name, "--kind", "municipality", "--country", "IT",
                            "--language", "it", "--passphrase-file", str(self.passphrase))

    def up(self, *more):
        """Starts it; seconds until it answered a search."""
        began = time.monotonic()
        with open(self.place / "log", "a") as log:
            # It ends with this process, however that ends.
            self.process = subprocess.Popen(
                [self.binary, "up", "--until-stdin-closes", "--listen", "/ip4/127.0.0.1/tcp/0", "--data", self.data, *more],
                stdin=subprocess.PIPE, stdout=log, stderr=log, env=environment())
        until(f"{self.name} answers", self.answers, every=0.002, patience=60)
        return time.monotonic() - began

    def answers(self):
        if self.process.poll() is not None:
            raise Trouble(f"{self.name} ended: {(self.place / 'log').read_text()[-2000:]}")
        try:
            return self.search("") is not None
        except OSError:
            return False

    def stop(self):
        """Asks it to end; seconds that took."""
        began = time.monotonic()
        if self.process:
            self.hang_up()
            self.process.stdin.close()
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            self.process = None
        return time.monotonic() - began

    def hang_up(self):
        if self.line:
            self.line.close()
            self.line = None

    def ask(self, **request):
        """One question on the connection that is kept."""
        if self.line is None:
            # A socket's address holds 107 bytes: the folder may be deeper.
            folder = os.open(self.data, os.O_PATH)
            connection = socket.socket(socket.AF_UNIX)
            try:
                connection.connect(f"/proc/self/fd/{folder}/control.sock")
            except OSError:
                connection.close()
                raise
            finally:
                os.close(folder)
            self.line = connection.makefile("rwb")
            connection.close()
        try:
            self.line.write(json.dumps(request).encode() + b"\n")
            self.line.flush()
            answer = json.loads(self.line.readline() or b'{"error": "it went away"}')
        except OSError:
            self.hang_up()
            raise
        if "ok" not in answer:
            raise Trouble(f"{self.name}, {request.get('ask')}: {answer['error']}")
        return answer["ok"]

    def status(self):
        return self.ask(ask="status")

    def search(self, words, limit=1):
        return self.ask(ask="search", query=words, limit=limit, offset=0, languages=[])

    def publish(self, name, text):
        """One file, as the command sends it."""
        answer = self.ask(ask="publish", files=[{"key": f"/bench/{name}", "name": name, "text": text}], dry_run=False)
        if answer["files"][0]["outcome"] != "published":
            raise Trouble(f"{answer}")

    def complete(self):
        """Whether all it holds can be found, and how many works that is."""
        status = self.status()
        library = status["library"]
        done = library["searchable"] == library["works"] and status["index"]["lag"] == 0
        return library["works"] if done else 0

    def memory(self):
        """Resident memory in MB: now, and the most there was."""
        lines = dict(line.split(":", 1) for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines())
        return tuple(int(lines[key].split()[0]) / 1024 for key in ("VmRSS", "VmHWM"))

    def processor(self):
        """Seconds of processor: all, and by the names of its threads."""
        threads = {}
        for stat in Path(f"/proc/{self.process.pid}/task").glob("*/stat"):
            try:
                name, fields = stat.read_text().split("(", 1)[1].rsplit(")", 1)
            except OSError:
                continue
            fields = fields.split()
            threads[name] = threads.get(name, 0) + (int(fields[11]) + int(fields[12])) / TICK
        return processor(self.process.pid), threads

    def written(self):
        """MB it gave to the disk."""
        lines = Path(f"/proc/{self.process.pid}/io").read_text().splitlines()
        return int(dict(line.split(": ") for line in lines)["write_bytes"]) / 1e6


def processor(pid):
    """Seconds of processor of a process, its ended threads included."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def environment():
    """Nothing of the user's own node."""
    return {name: value for name, value in os.environ.items() if not name.startswith("VICINIA_")}
