"""The package: installed, upgraded over a running daemon, removed and purged."""
import subprocess
import tempfile
from pathlib import Path

from checks import equal, succeeded
from container import until


def field(deb, name):
    return subprocess.run(["dpkg-deb", "--field", deb, name], check=True, capture_output=True, text=True).stdout.strip()


def dependencies(deb):
    """The names of the packages that it depends on; of alternatives the first."""
    return [clause.split("|")[0].split("(")[0].strip() for clause in field(deb, "Depends").split(",")]


def next_version(deb, folder):
    """The same package under a later version."""
    target = folder / "newswatch_next.deb"
    with tempfile.TemporaryDirectory(dir=folder) as place:
        contents = Path(place) / "package"
        subprocess.run(["dpkg-deb", "--raw-extract", deb, contents], check=True)
        control = contents / "DEBIAN/control"
        old = field(deb, "Version")
        control.write_text(control.read_text().replace(f"Version: {old}\n", f"Version: {old}+next\n"))
        subprocess.run(["dpkg-deb", "--build", "-Zgzip", "-z1", "--root-owner-group", contents, target],
                       check=True, stdout=subprocess.DEVNULL)
    return target


class Package:
    def __init__(self, container, service, deb, later):
        self.container, self.service, self.deb, self.later = container, service, deb, later

    def install(self, deb):
        target = self.container.path("/root/newswatch.deb")
        target.write_bytes(Path(deb).read_bytes())
        return succeeded(self.container.run("dpkg", "--install", "/root/newswatch.deb", limit=120))

    def installs(self):
        self.install(self.deb)
        equal(self.service.show("LoadState"), "loaded", "LoadState")
        equal(self.service.show("ActiveState"), "inactive", "ActiveState after the installation alone")
        equal(self.container.run("systemctl", "is-enabled", "newswatch").stdout.strip(), "disabled", "is-enabled")
        equal(self.container.run("dpkg", "--verify", "newswatch").stdout, "", "what dpkg finds changed")
        strangers = self.container.run("sh", "-c", "dpkg -L newswatch | xargs stat -c '%u:%g %n' | grep -v '^0:0 ' || true").stdout
        equal(strangers, "", "files that are not root's")
        version = succeeded(self.container.run("newswatch", "--version")).strip()
        equal(field(self.deb, "Version"), version, "the package's version")
        succeeded(self.container.run("newswatch", "check"))
        return version

    def upgrades(self):
        process = self.service.show("MainPID")
        settings = self.container.path("/etc/newswatch/newswatch.yaml").read_text()
        told = len(self.service.receiver.taken)
        listed = succeeded(self.container.run("newswatch", "articles", "--json"))
        self.install(self.later)
        version = self.container.run("dpkg-query", "-W", "-f", "${Version}", "newswatch").stdout
        assert version.endswith("+next"), version
        equal(self.service.show("ActiveState"), "active", "ActiveState")
        assert self.service.show("MainPID") != process, "the old program still runs"
        equal(self.container.path("/etc/newswatch/newswatch.yaml").read_text(), settings, "the operator's settings")
        before = self.service.feeds.count("/first")
        until(lambda: self.service.feeds.count("/first") > before + 1, 20)
        equal(len(self.service.receiver.taken), told, "the number of alerts told")
        equal(succeeded(self.container.run("newswatch", "articles", "--json")), listed, "the list of articles")

    def removes(self):
        succeeded(self.container.run("dpkg", "--remove", "newswatch"))
        assert self.service.show("ActiveState") in ("inactive", "failed"), "the service still runs"
        assert not self.container.path("/usr/bin/newswatch").exists(), "the program is still there"
        assert self.container.path("/etc/newswatch/newswatch.yaml").exists(), "the settings are gone"
        assert self.container.path("/var/lib/private/newswatch/newswatch.db").exists(), "the state is gone"

    def purges(self):
        self.container.run("rm", "-rf", "/etc/systemd/system/newswatch.service.d")
        succeeded(self.container.run("dpkg", "--purge", "newswatch"))
        left = self.container.run("find", "/", "-xdev", "-name", "*newswatch*", "-not", "-path", "/proc/*",
                                  "-not", "-path", "/root/*", "-not", "-path", "/tmp/*").stdout.splitlines()
        equal(left, [], "what is left")
