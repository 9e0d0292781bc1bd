#!/usr/bin/env -S python3 -B
"""Boots Debian 12 under systemd-nspawn, installs the package there and looks at the service from all sides.

run.py --deb FILE --folder FOLDER      as root; FOLDER keeps the tree for the next time, the console and the journal

Prints a line for each check and ends with "N passed, N failed"; the exit code is 1 when one failed.
"""
import argparse
import os
import sys
from pathlib import Path

import container
import sandbox
from checks import Checks
from package import Package, dependencies, next_version
from service import Service
from world import Feeds, Receiver


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--deb", type=Path, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    given = parser.parse_args()
    if os.geteuid() != 0:
        sys.exit("Booting a system needs root: run it with sudo.")
    folder = given.folder.resolve()
    folder.mkdir(exist_ok=True)
    tree = container.tree(folder, dependencies(given.deb))
    later = next_version(given.deb, folder)
    booted = container.Container(tree, folder / "console.log")
    checks = Checks()
    try:
        booted.join_network()
        feeds, receiver = Feeds(), Receiver()
        service = Service(booted, feeds, receiver)
        package = Package(booted, service, given.deb, later)
        box = sandbox.Sandbox(booted, service)

        checks.run("the package installs, asks nothing and starts nothing", package.installs)
        checks.run("systemd-analyze finds nothing, exposure 1.5 or lower", box.exposure)
        service.set_up(sandbox.PROBE)
        checks.run("it starts and says that it is ready", service.starts)
        checks.run("feeds are polled, one that hangs holds up nobody", service.polls)
        checks.run("an alert arrives, signed with the secret that systemd handed over", service.alerts)
        checks.run("the process has a user of its own and no privileges", box.process)
        checks.run("the sandbox holds", box.holds)
        checks.run("a reload takes a new feed", service.reloads)
        checks.run("a reload with a broken file fails, says where, and the old feeds stay", service.rejects)
        checks.run("logs are in the journal, with unit and priority", service.logs)
        checks.run("a hung process is killed and started again by the watchdog", service.survives_a_hang)
        checks.run("it stops within 5 s, and a restart loses nothing", service.stops_and_loses_nothing)
        checks.run("restarts repeated nothing", service.repeats_nothing)
        checks.run("commands by hand work beside it and in its stead", service.takes_commands_by_hand)
        checks.run("files are its own and private", box.files)
        checks.run("it wrote nothing outside its state directory", box.elsewhere)
        checks.run("bad settings end it with 78, and it is not started again", service.gives_up_on_bad_settings)
        checks.run("an upgrade over the running daemon restarts it and keeps all", package.upgrades)
        checks.run("removing keeps settings and state", package.removes)
        (folder / "journal.txt").write_text(booted.run("journalctl", "--no-pager").stdout)
        checks.run("purging leaves nothing", package.purges)
    finally:
        booted.stop()
    print(checks.summary)
    sys.exit(1 if checks.failed else 0)


main()
