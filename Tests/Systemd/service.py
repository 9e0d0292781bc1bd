"""The service as it runs: ready, told of, reloaded, watched over, stopped, started again."""
import json
import time

from checks import equal, succeeded
from container import until
from world import SECRET

SETTINGS = """\
topic: topics/russia-dprk-treaty.yaml
feeds: feeds.yaml
state: /var/lib/newswatch
log: {{ format: journal }}
fetch:
  {{ interval: 1s, shortest_interval: 1s, longest_interval: 2s, per_host_gap: 0s, per_host_connections: 8,
    private_addresses: allow }}
notify:
  baseline: alert
  webhooks:
    - {{ name: desk, url: '{hook}', secret_credential: desk }}
"""
# What an operator writes with `systemctl edit newswatch`; shorter waits, so that the test is short.
DROP_IN = """\
[Service]
LoadCredential=desk:/etc/newswatch/desk.secret
WatchdogSec=4
TimeoutAbortSec=2
RestartSec=1
ExecStartPost=/bin/sh /etc/newswatch/probe.sh
"""
TREATY = "Putin and Kim Jong Un sign comprehensive strategic partnership treaty in Pyongyang"
RATIFIED = "State Duma ratifies the treaty on comprehensive strategic partnership with North Korea"
MUTUAL = "North Korea invokes Article 4 of its comprehensive strategic partnership treaty with Russia"
TEXTS = {
    TREATY: "The two leaders signed the pact on Wednesday after talks of two hours in the capital, to the sound of a band.",
    RATIFIED: "Deputies in Moscow voted without one against. The upper chamber takes the bill up in the week after next.",
    MUTUAL: "A statement of the foreign ministry spoke of an attack across the border and asked for help without delay.",
}


class Service:
    def __init__(self, container, feeds, receiver):
        self.container, self.feeds, self.receiver = container, feeds, receiver

    def show(self, name):
        return self.container.run("systemctl", "show", "--value", "-p", name, "newswatch").stdout.strip()

    def write_feeds(self, *paths):
        lines = [f"  - {{ name: Outlet {path[1:]}, url: '{self.feeds.server.url(path)}', language: en }}" for path in paths]
        self.container.path("/etc/newswatch/feeds.yaml").write_text("\n".join(["feeds:", *lines, ""]))

    def set_up(self, probe):
        """What an operator does between installing and starting."""
        etc = self.container.path("/etc")
        (etc / "newswatch/newswatch.yaml").write_text(SETTINGS.format(hook=self.receiver.server.url("/hook")))
        secret = etc / "newswatch/desk.secret"
        secret.touch(mode=0o600)
        secret.write_text(SECRET + "\n")
        (etc / "newswatch/probe.sh").write_text(probe)
        (etc / "systemd/system/newswatch.service.d").mkdir(parents=True)
        (etc / "systemd/system/newswatch.service.d/desk.conf").write_text(DROP_IN)
        self.feeds.publish("/first", TREATY, TEXTS[TREATY])
        self.write_feeds("/first", "/hanging")
        succeeded(self.container.run("systemctl", "daemon-reload"))
        succeeded(self.container.run("newswatch", "check"))

    def starts(self):
        began = time.monotonic()
        succeeded(self.container.run("systemctl", "start", "newswatch"))
        took = time.monotonic() - began
        equal(self.show("ActiveState"), "active", "ActiveState")
        status = self.show("StatusText")
        assert status.startswith("Watching 2 feeds"), f"the status line is {status!r}"
        return f"ready in {took * 1000:.0f} ms, {status!r}"

    def polls(self):
        until(lambda: self.feeds.count("/first") >= 2 and self.feeds.count("/hanging") >= 1, 20)

    def alerts(self):
        until(lambda: TREATY in self.receiver.titles(), 20)
        equal(self.receiver.forged, [], "the list of messages with a bad signature")

    def reloads(self):
        self.feeds.publish("/second", RATIFIED, TEXTS[RATIFIED])
        self.write_feeds("/first", "/hanging", "/second")
        process = self.show("MainPID")
        succeeded(self.container.run("systemctl", "reload", "newswatch"))
        until(lambda: RATIFIED in self.receiver.titles(), 20)
        equal(self.show("MainPID"), process, "MainPID")
        assert self.show("StatusText").startswith("Watching 3 feeds"), self.show("StatusText")

    def rejects(self):
        process = self.show("MainPID")
        good = self.container.path("/etc/newswatch/feeds.yaml").read_text()
        self.container.path("/etc/newswatch/feeds.yaml").write_text(good + "  - { name: Bad, url: 'gopher://bad.example/' }\n")
        result = self.container.run("systemctl", "reload", "newswatch")
        assert result.returncode != 0, "systemctl reload said that all went well"
        until(lambda: "the old ones stay" in self.show("StatusText"), 5)
        equal(self.show("ActiveState"), "active", "ActiveState")
        equal(self.show("MainPID"), process, "MainPID")
        before = self.feeds.count("/first")
        until(lambda: self.feeds.count("/first") > before, 20)
        assert any("feeds.yaml:5:" in line["MESSAGE"] for line in self.journal()), "the journal does not name the place"
        status = self.show("StatusText")
        self.container.path("/etc/newswatch/feeds.yaml").write_text(good)
        succeeded(self.container.run("systemctl", "reload", "newswatch"))
        return repr(status)

    def journal(self):
        lines = self.container.run("journalctl", "-u", "newswatch", "-o", "json", "--no-pager").stdout.splitlines()
        return [json.loads(line) for line in lines]

    def logs(self):
        own = [line for line in self.journal() if line.get("_COMM") == "newswatch"]
        ready = next(line for line in own if line["MESSAGE"].startswith("watching"))
        equal(ready["_SYSTEMD_UNIT"], "newswatch.service", "_SYSTEMD_UNIT")
        equal(ready["PRIORITY"], "6", "the priority of an information")
        error = next(line for line in own if "not reloaded" in line["MESSAGE"])
        equal(error["PRIORITY"], "3", "the priority of an error")

    def survives_a_hang(self):
        restarts, process = int(self.show("NRestarts")), self.show("MainPID")
        succeeded(self.container.run("systemctl", "kill", "--kill-whom=main", "--signal=STOP", "newswatch"))
        until(lambda: int(self.show("NRestarts")) > restarts and self.show("ActiveState") == "active", 30)
        assert self.show("MainPID") != process, "the process is the same"
        assert any("Watchdog timeout" in line["MESSAGE"] for line in self.journal()), "the journal has no word of the watchdog"
        before = self.feeds.count("/first")
        until(lambda: self.feeds.count("/first") > before, 20)

    def stops_and_loses_nothing(self):
        """Stopped while a receiver and a feed hang; what was being told is told afterwards, under the same id."""
        self.receiver.hangs = True
        self.feeds.publish("/second", MUTUAL, TEXTS[MUTUAL])
        until(lambda: self.receiver.held, 20)
        began = time.monotonic()
        succeeded(self.container.run("systemctl", "stop", "newswatch"))
        took = time.monotonic() - began
        assert took < 5, f"it took {took:.1f} s to stop"
        equal(self.show("Result"), "success", "Result")
        self.receiver.hangs = False
        succeeded(self.container.run("systemctl", "start", "newswatch"))
        until(lambda: MUTUAL in self.receiver.titles(), 30)
        told = next(message for message in self.receiver.taken if message["body"]["data"]["article"]["title"] == MUTUAL)
        equal(told["id"], self.receiver.held[0]["id"], "the webhook-id of the second try")
        return f"stopped in {took * 1000:.0f} ms"

    def repeats_nothing(self):
        ids = [message["id"] for message in self.receiver.taken]
        equal(len(ids), len(set(ids)), "the number of alerts")
        equal(sorted(self.receiver.titles()), sorted([TREATY, RATIFIED, MUTUAL]), "the list of what was told")
        listed = succeeded(self.container.run("newswatch", "articles", "--json")).splitlines()
        equal(sorted(json.loads(line)["title"] for line in listed), sorted([TREATY, RATIFIED, MUTUAL]), "the list of articles")
        changes = self.container.path("/var/lib/private/newswatch/changes.jsonl").read_text().splitlines()
        numbers = [json.loads(line)["data"]["change"] for line in changes]
        equal(numbers, sorted(set(numbers)), "the order of the change log")

    def takes_commands_by_hand(self):
        """As docs/operating.md tells: what reads runs beside it as root, what writes as its user while it stands still."""
        status = succeeded(self.container.run("newswatch", "status"))
        assert "3" in status, status
        succeeded(self.container.run("systemctl", "stop", "newswatch"))
        self.container.path("/root/archive.jsonl").write_text('{"title": "From the archive", "published": "2020-01-01T00:00:00Z"}\n')
        command = (
            "systemd-run --quiet --pipe --wait -p DynamicUser=yes -p User=newswatch -p StateDirectory=newswatch"
            " -p StateDirectoryMode=0700 newswatch import - < /root/archive.jsonl")
        report = succeeded(self.container.run("sh", "-c", command))
        assert report.startswith("1 read: 1 new"), report
        succeeded(self.container.run("systemctl", "start", "newswatch"))

    def gives_up_on_bad_settings(self):
        """A start that cannot succeed is not tried every second for ever."""
        feeds = self.container.path("/etc/newswatch/feeds.yaml")
        good = feeds.read_text()
        succeeded(self.container.run("systemctl", "stop", "newswatch"))
        feeds.write_text("feeds: nonsense\n")
        result = self.container.run("systemctl", "start", "newswatch")
        assert result.returncode != 0, "systemctl start said that all went well"
        equal(self.show("ExecMainStatus"), "78", "the exit code")
        equal(self.show("ActiveState"), "failed", "ActiveState")
        feeds.write_text(good)
        succeeded(self.container.run("systemctl", "start", "newswatch"))
