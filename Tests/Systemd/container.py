"""A Debian 12 tree, booted with its own systemd, and commands run inside it."""
import ctypes
import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

# What a small Debian with systemd has; the package's own dependencies come on top.
BASE = ["systemd", "systemd-sysv", "dbus", "logrotate"]
BOOT_LIMIT = 60
# No run of the whole test takes longer; then the container is ended from outside.
LIFE_LIMIT = 600


def tree(folder, packages):
    """The folder of a fresh tree with these packages, made once and kept."""
    names = sorted({*BASE, *packages})
    path = folder / f"tree-{hashlib.sha256(' '.join(names).encode()).hexdigest()[:12]}"
    if (path / "complete").exists():
        return path
    print(f"Making a Debian 12 tree in {path}, which takes two minutes the first time.", flush=True)
    subprocess.run(["rm", "-rf", "--one-file-system", path], check=True)
    with open(folder / "debootstrap.log", "w") as log:
        made = subprocess.run(
            ["debootstrap", "--variant=minbase", f"--include={','.join(names)}", "bookworm", path],
            stdout=log, stderr=subprocess.STDOUT, timeout=900)
    if made.returncode != 0:
        sys.exit(f"debootstrap failed: see {folder}/debootstrap.log")
    (path / "etc/hostname").write_text("newswatch-test\n")
    # Nothing in the tree starts by itself that the test does not look at.
    for unit in ["apt-daily.timer", "apt-daily-upgrade.timer", "dpkg-db-backup.timer", "e2scrub_all.timer"]:
        (path / "etc/systemd/system" / unit).symlink_to("/dev/null")
    (path / "complete").touch()
    return path


class Container:
    """The tree, booted over a layer in memory, so that it stays as it was; with no network but its own loopback."""

    def __init__(self, tree, log):
        self.console = open(log, "w")
        self.process = subprocess.Popen(
            ["timeout", "--kill-after=10", str(LIFE_LIMIT), "systemd-nspawn", "--quiet", "--register=no", "--keep-unit",
             "--private-network", "--volatile=overlay", "--link-journal=no", "--boot", "-D", tree],
            stdin=subprocess.DEVNULL, stdout=self.console, stderr=subprocess.STDOUT)
        self.init = self._first_process()
        until(lambda: self.run("systemctl", "is-system-running").stdout.strip() in ("running", "degraded"), BOOT_LIMIT)

    def _first_process(self):
        """The container's process 1, by its number out here."""
        def find(parent=self.process.pid):
            for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split():
                status = Path(f"/proc/{child}/status").read_text()
                ids = next(line for line in status.splitlines() if line.startswith("NSpid:")).split()
                if len(ids) == 3 and ids[2] == "1" and Path(f"/proc/{child}/comm").read_text().strip() == "systemd":
                    return int(child)
                if found := find(child):
                    return found
            return None
        until(find, BOOT_LIMIT)
        return find()

    def path(self, inside):
        """A path of the container, as it is reached from out here."""
        return Path(f"/proc/{self.init}/root{inside}")

    def run(self, *command, limit=60):
        """Runs a command inside, with nothing to read and nobody to ask."""
        return subprocess.run(
            ["nsenter", "--target", str(self.init), "--all", "/usr/bin/env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
             "DEBIAN_FRONTEND=noninteractive", "TERM=dumb", *map(str, command)],
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=limit)

    def join_network(self):
        """Puts this process into the container's network, so that servers here are its loopback's."""
        with open(f"/proc/{self.init}/ns/net") as namespace:
            if ctypes.CDLL(None, use_errno=True).setns(namespace.fileno(), 0x40000000) != 0:  # CLONE_NEWNET
                raise OSError(ctypes.get_errno(), "setns")

    def stop(self):
        self.run("systemctl", "poweroff", "--force")
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.terminate()
            self.process.wait()
        self.console.close()


def until(holds, limit, pause=0.1):
    """Waits until `holds()` is true and returns what it gave; raises when it takes longer than `limit` seconds."""
    end = time.monotonic() + limit
    while True:
        value = holds()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"it did not come about within {limit} s")
        time.sleep(pause)
