"""The same job by programs that people use today: Syncthing carries files, Recoll finds them.

Owns: their settings and processes. Refuses to know ours.
"""

import contextlib
import ctypes
import json
import os
import shutil
import signal
import socket
import statistics
import subprocess
import time
import urllib.request
import xml.etree.ElementTree as xml

from nodes import Trouble, processor, until

PROGRAMS = {"syncthing": "syncthing", "recollindex": "recollcmd", "recollq": "recollcmd"}
KEY = "bench"
FILES = 10


def missing():
    """Packages without which there is no rival."""
    return sorted({package for program, package in PROGRAMS.items() if not shutil.which(program)})


def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def with_us():
    """In the child: it ends when we do."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


class Syncthing:
    """One computer: a home, a folder, a process."""

    def __init__(self, place, name):
        self.home, self.folder, self.log = place / f"{name}-home", place / f"{name}-files", place / f"{name}-log"
        self.folder.mkdir()
        run = ["syncthing", "generate", f"--home={self.home}", "--no-default-folder"]
        subprocess.run(run, check=True, capture_output=True, env={**os.environ, "HOME": str(place)})
        self.port, self.gui, self.process = port(), port(), None
        self.id = subprocess.run(["syncthing", f"--home={self.home}", "--device-id"], check=True,
                                 capture_output=True, text=True).stdout.strip()

    def configure(self, other):
        """Only the other one, by loopback, with one folder that is watched as fast as it can be."""
        path = self.home / "config.xml"
        tree = xml.parse(path)
        root, options = tree.getroot(), tree.getroot().find("options")
        for device in root.findall("device"):
            root.remove(device)
        for name, value in {"listenAddress": f"tcp://127.0.0.1:{self.port}", "globalAnnounceEnabled": "false",
                            "localAnnounceEnabled": "false", "relaysEnabled": "false", "natEnabled": "false",
                            "urAccepted": "-1", "crashReportingEnabled": "false", "startBrowser": "false",
                            "autoUpgradeIntervalH": "0", "reconnectionIntervalS": "1"}.items():
            element = options.find(name)
            (element if element is not None else xml.SubElement(options, name)).text = value
        gui = root.find("gui")
        gui.find("address").text = f"127.0.0.1:{self.gui}"
        (gui.find("apikey") if gui.find("apikey") is not None else xml.SubElement(gui, "apikey")).text = KEY
        folder = xml.SubElement(root, "folder", id="bench", path=str(self.folder), type="sendreceive",
                                rescanIntervalS="3600", fsWatcherEnabled="true", fsWatcherDelayS="1")
        for one in (self, other):
            xml.SubElement(folder, "device", id=one.id)
            device = xml.SubElement(root, "device", id=one.id, compression="metadata")
            xml.SubElement(device, "address").text = f"tcp://127.0.0.1:{one.port}"
        tree.write(path)

    def up(self):
        with open(self.log, "w") as log:
            self.process = subprocess.Popen(
                ["syncthing", "serve", f"--home={self.home}", "--no-browser", "--no-restart", "--no-upgrade"],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, preexec_fn=with_us,
                env={**os.environ, "STNOUPGRADE": "1", "HOME": str(self.home)})
        until("Syncthing answers", lambda: self.get("system/ping"), patience=60)

    def get(self, what):
        request = urllib.request.Request(f"http://127.0.0.1:{self.gui}/rest/{what}", headers={"X-API-Key": KEY})
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return json.load(answer)
        except OSError:
            if self.process.poll() is not None:
                raise Trouble(f"Syncthing ended: {self.log.read_text()[-1500:]}") from None
            return None

    def has(self, number):
        """Whether that many files are there, whole."""
        state = self.get("db/status?folder=bench")
        return bool(state) and state["localFiles"] >= number and state["needFiles"] == 0 and state["state"] == "idle"

    def memory(self):
        with open(f"/proc/{self.process.pid}/status") as lines:
            return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))

    def stop(self):
        if self.process:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


def run(place, files, text, say):
    """All figures of the rival: the whole folder, then one file at a time."""
    place.mkdir()
    with contextlib.ExitStack() as cleaning:
        a, b = Syncthing(place, "a"), Syncthing(place, "b")
        a.configure(b)
        b.configure(a)
        for position, file in enumerate(files):
            shutil.copyfile(file, a.folder / f"{position:06}.txt")
        say("rival: Syncthing carries the folder")
        began = time.monotonic()
        for one in (a, b):
            cleaning.callback(one.stop)
            one.up()
        until("Syncthing is done", lambda: b.has(len(files)), every=0.25)
        carried = time.monotonic() - began
        work = [processor(one.process.pid) for one in (a, b)]

        say("rival: Recoll indexes it")
        settings = place / "recoll"
        settings.mkdir()
        (settings / "recoll.conf").write_text(f"topdirs = {b.folder}\nindexstemminglanguages = english\n")
        recoll = {**os.environ, "RECOLL_CONFDIR": str(settings), "HOME": str(place), "LANG": "C.UTF-8"}

        def recollindex(*arguments):
            subprocess.run(["recollindex", "-c", settings, *arguments], env=recoll, capture_output=True,
                           preexec_fn=with_us, check=True)

        began = time.monotonic()
        recollindex()
        indexed = time.monotonic() - began

        say("rival: one file at a time")
        arrived, searchable = [], []
        for number in range(FILES):
            word = f"zqrival{chr(97 + number)}"
            name = f"new-{number}.txt"
            began = time.monotonic()
            (a.folder / name).write_text(text(word))
            until("a file arrives", (b.folder / name).is_file, every=0.005, patience=120)
            arrived.append(time.monotonic() - began)
            recollindex("-i", b.folder / name)
            found = subprocess.run(["recollq", "-c", settings, word], env=recoll, capture_output=True, text=True)
            if name not in found.stdout:
                raise Trouble(f"Recoll does not find {name}: {found.stdout}{found.stderr}")
            searchable.append(time.monotonic() - began)
        memory = [one.memory() for one in (a, b)]
    return {
        "carried_s": carried, "indexed_s": indexed, "total_s": carried + indexed,
        "works_per_s": len(files) / (carried + indexed), "processor_s": work, "memory_mb": memory,
        "one_file_arrived_p50_ms": statistics.median(arrived) * 1000,
        "one_file_searchable_p50_ms": statistics.median(searchable) * 1000,
    }
