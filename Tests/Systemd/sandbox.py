"""What the service may and may not do: seen from inside its sandbox, and from outside."""
import stat

from checks import equal

# Runs beside the service, in the same sandbox: each line that it writes is what was tried, and whether that went well.
PROBE = """\
try() { name=$1; shift; if "$@" >/dev/null 2>&1; then echo "$name: yes"; else echo "$name: no"; fi; }
{
  for folder in / /etc /etc/newswatch /usr /usr/bin /opt /srv /var /var/lib /var/log /run /root /home /boot /dev /sys; do
    try "write $folder" sh -c ": > $folder/probe"
  done
  try "write the state" sh -c ': > $STATE_DIRECTORY/probe'
  try "write /tmp" sh -c ': > /tmp/probe'
  try "set the user bit" chmod u+s $STATE_DIRECTORY/probe
  try "mount" mount -t tmpfs none /tmp
  try "a user namespace" unshare --user true
  try "a process of another user" test -e /proc/1
  try "a kernel setting" sh -c 'echo 1 > /proc/sys/vm/swappiness'
  try "the clock" date --set=2030-01-01
  try "the host name" hostname probe
  try "a device" mknod $STATE_DIRECTORY/null c 1 3
  try "niceness" sh -c '[ "$(nice -n -5 nice)" = -5 ]'
  try "read the secret" cat /etc/newswatch/desk.secret
  try "read /etc/shadow" cat /etc/shadow
} > $STATE_DIRECTORY/probe.txt
rm -f $STATE_DIRECTORY/probe
"""
ALLOWED = {"write the state", "write /tmp"}


class Sandbox:
    def __init__(self, container, service):
        self.container, self.service = container, service

    def holds(self):
        lines = self.container.path("/var/lib/private/newswatch/probe.txt").read_text().splitlines()
        tried = dict(line.rsplit(": ", 1) for line in lines)
        equal({name for name, went in tried.items() if went == "yes"}, ALLOWED, "what could be done")
        assert not self.container.path("/tmp/probe").exists(), "its /tmp is everybody's"
        return f"{len(tried) - len(ALLOWED)} things refused"

    def process(self):
        process = self.service.show("MainPID")
        text = self.container.run("cat", f"/proc/{process}/status").stdout
        facts = dict(line.split(":\t", 1) for line in text.splitlines() if ":\t" in line)
        assert facts["Uid"].split()[0] != "0", "it runs as root"
        for name, wanted in {"NoNewPrivs": "1", "Seccomp": "2", "CapEff": "0" * 16, "CapBnd": "0" * 16}.items():
            equal(facts[name], wanted, name)
        return f"user {facts['Uid'].split()[0]}"

    def files(self):
        """All that it wrote is its own and nobody else's to read."""
        state = self.container.path("/var/lib/private/newswatch")
        user = int(self.container.run("stat", "-c", "%u", "/var/lib/private/newswatch").stdout)
        assert user >= 61184, f"the state belongs to user {user}, none of systemd's dynamic ones"
        found = [state, *state.rglob("*")]
        for path in found:
            facts = path.lstat()
            equal(facts.st_uid, user, f"the owner of {path.relative_to(state)}")
            equal(stat.S_IMODE(facts.st_mode) & 0o077, 0, f"the mode of {path.relative_to(state)} for others")
        names = {path.name for path in found}
        missing = {"newswatch.db", "changes.jsonl", "digest.md", "digest.html"} - names
        assert not missing, f"{missing} missing"
        return f"{len(found)} files"

    def elsewhere(self):
        """Nothing of the user's lies anywhere but in the state directory."""
        user = self.container.run("stat", "-c", "%u", "/var/lib/private/newswatch").stdout.strip()
        found = self.container.run(
            "find", "/", "-xdev", "-user", user, "-not", "-path", "/var/lib/private/newswatch*", "-not", "-path", "/proc/*")
        equal(found.stdout, "", "what it wrote elsewhere")

    def exposure(self):
        unit = self.service.show("FragmentPath")
        verified = self.container.run("systemd-analyze", "verify", "--man=no", unit)
        equal(verified.stdout + verified.stderr, "", "what systemd-analyze verify prints")
        result = self.container.run("systemd-analyze", "security", "--offline=yes", "--threshold=15", "--no-pager", unit)
        line = next(line for line in result.stdout.splitlines() if "Overall exposure" in line)
        equal(result.returncode, 0, f"the exit code after {line!r}")
        return line.split(": ")[1].split()[0]
