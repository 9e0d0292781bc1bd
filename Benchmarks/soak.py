#!/usr/bin/env python3
"""Lets the daemon watch hundreds of changing feeds for a long time and looks whether it stays as small as it was.

Samples resident memory, open files, threads and the sizes of database and write-ahead log, writes them as CSV and as an
SVG, and fails when memory or open files still grow in the second half of the run.
"""
import argparse, csv, http.server, os, random, shutil, signal, subprocess, sys, threading, time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORDS = ("harbour council budget election storm railway museum teacher hospital market festival drought bridge "
         "minister verdict strike novel orchestra vaccine satellite border trade treaty ferry coal wheat court").split()
ON_TOPIC = "Russia and North Korea cite Article 4 of their treaty on comprehensive strategic partnership"


class Feeds:
    """Feeds whose entries are added to and revised while they are asked for."""

    def __init__(self, count, seed):
        self.random = random.Random(seed)
        self.lock = threading.Lock()
        self.serial = 0
        self.feeds = [[self.entry() for _ in range(12)] for _ in range(count)]

    def entry(self):
        self.serial += 1
        words = [self.random.choice(WORDS) for _ in range(60)]
        title = ON_TOPIC if self.random.random() < 0.01 else " ".join(words[:7]).capitalize()
        return [self.serial, f"{title} {self.serial}", " ".join(words), time.time()]

    def document(self, number):
        with self.lock:
            entries = self.feeds[number]
            if self.random.random() < 0.3:
                entries.insert(0, self.entry())
                del entries[15:]
            if self.random.random() < 0.05:
                entry = self.random.choice(entries)
                entry[2] += " " + " ".join(self.random.choice(WORDS) for _ in range(8))
            entries = [list(entry) for entry in entries]
        items = "".join(
            f"<item><title>{title}</title><guid isPermaLink='false'>{serial}</guid>"
            f"<link>https://outlet{number}.example/{serial}</link><description>{text}</description>"
            f"<pubDate>{time.strftime('%a, %d %b %Y %H:%M:%S GMT', time.gmtime(at))}</pubDate></item>"
            for serial, title, text, at in entries)
        return (f"<rss version='2.0'><channel><title>Outlet {number}</title><link>https://outlet{number}.example/</link>"
                f"{items}</channel></rss>").encode()


def serve(feeds, counts):
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self, status, body=b"", headers=()):
            self.send_response(status)
            for name, value in headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self):
            counts["asked"] += 1
            body = feeds.document(int(self.path.strip("/")))
            # The entries' times and the texts make the document; its hash is a validator.
            etag = f'"{hash(body):x}"'
            if self.headers.get("If-None-Match") == etag:
                self.send_response(304)
                self.send_header("ETag", etag)
                self.end_headers()
            elif random.random() < 0.01:
                self.answer(503)
            else:
                self.answer(200, body, [("ETag", etag), ("Content-Type", "application/rss+xml")])

        def do_POST(self):
            counts["told"] += 1
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.answer(500 if random.random() < 0.05 else 204)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


def sample(pid, state, begin):
    status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines() if ":" in line)
    times = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    size = lambda name: (state / name).stat().st_size / 2**20 if (state / name).exists() else 0
    return {
        "minutes": round((time.time() - begin) / 60, 2),
        "rss_mib": round(int(status["VmRSS"].split()[0]) / 1024, 2),
        "private_mib": round(int(status["RssAnon"].split()[0]) / 1024, 2),
        "fds": len(os.listdir(f"/proc/{pid}/fd")),
        "threads": int(status["Threads"]),
        "wal_mib": round(size("newswatch.db-wal"), 2),
        "db_mib": round(size("newswatch.db"), 2),
        "cpu_s": (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK"),
    }


def slope(rows, key):
    """Growth by the hour, from the line of least squares."""
    xs, ys = [row["minutes"] / 60 for row in rows], [row[key] for row in rows]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    spread = sum((a - x) ** 2 for a in xs)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys)) / spread if spread else 0.0


def draw(rows, path):
    """One small curve below the other, each with its own scale from 0."""
    curves = [("rss_mib", "resident, MiB"), ("private_mib", "private, MiB"), ("fds", "open files"),
              ("wal_mib", "write-ahead log, MiB"), ("db_mib", "database, MiB")]
    width, height, left = 720, 110, 60
    last = max(rows[-1]["minutes"], 0.01)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height * len(curves) + 20}" '
             'font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="white"/>']
    for index, (key, name) in enumerate(curves):
        top, base = index * height + 20, (index + 1) * height
        most = max(max(row[key] for row in rows), 1e-9)
        points = " ".join(f"{left + row['minutes'] / last * (width - left - 20):.1f},{base - row[key] / most * (base - top):.1f}"
                          for row in rows)
        parts.append(f'<text x="{left}" y="{top - 5}">{name}: {rows[0][key]:g} to {rows[-1][key]:g}, at most {most:g}</text>'
                     f'<line x1="{left}" y1="{base}" x2="{width - 20}" y2="{base}" stroke="#bbb"/>'
                     f'<text x="{left - 6}" y="{top + 10}" text-anchor="end">{most:g}</text>'
                     f'<polyline points="{points}" fill="none" stroke="#06c" stroke-width="1.5"/>')
    parts.append(f'<text x="{width - 20}" y="{height * len(curves) + 14}" text-anchor="end">{last:.0f} minutes</text></svg>')
    path.write_text("".join(parts))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", default=ROOT / ".build/release/newswatch", type=Path)
    parser.add_argument("--minutes", default=120.0, type=float)
    parser.add_argument("--feeds", default=500, type=int)
    parser.add_argument("--interval", default="25s", help="the shortest interval of a feed")
    parser.add_argument("--every", default=15.0, type=float, help="seconds between samples")
    parser.add_argument("--out", default=ROOT / "state/soak", type=Path)
    options = parser.parse_args()

    shutil.rmtree(options.out, ignore_errors=True)
    state = options.out / "state"
    options.out.mkdir(parents=True)
    counts = {"asked": 0, "told": 0}
    port = serve(Feeds(options.feeds, seed=7), counts)
    (options.out / "feeds.yaml").write_text("feeds:\n" + "".join(
        f"  - {{ name: 'Outlet {n}', url: 'http://127.0.0.1:{port}/{n}', language: en }}\n" for n in range(options.feeds)))
    (options.out / "newswatch.yaml").write_text(f"""\
topic: {ROOT / 'config/topics/russia-dprk-treaty.yaml'}
feeds: feeds.yaml
state: state
log: {{ level: error }}
fetch: {{ interval: {options.interval}, shortest_interval: {options.interval}, longest_interval: 2m,
         private_addresses: allow, per_host_gap: 0s, per_host_connections: 4, concurrency: 8 }}
notify:
  baseline: alert
  webhooks: [{{ name: desk, url: 'http://127.0.0.1:{port}/hook', format: text }}]
http: {{ listen: 'unix:{options.out.resolve() / 'http.sock'}' }}
""")
    log = open(options.out / "log", "w")
    daemon = subprocess.Popen([options.program, "run", "--config", options.out / "newswatch.yaml"], stderr=log, stdout=log)
    begin, rows = time.time(), []
    try:
        while time.time() - begin < options.minutes * 60 and daemon.poll() is None:
            time.sleep(options.every)
            if daemon.poll() is None:
                rows.append(sample(daemon.pid, state, begin))
                with open(options.out / "samples.csv", "w", newline="") as file:
                    writer = csv.DictWriter(file, rows[0])
                    writer.writeheader()
                    writer.writerows(rows)
                draw(rows, options.out / "soak.svg")
                # A scrape now and then, as Prometheus would.
                subprocess.run(["curl", "-s", "-o", options.out / "metrics.txt", "--unix-socket",
                                options.out / "http.sock", "http://localhost/metrics"], check=False)
    except KeyboardInterrupt:
        pass
    died = daemon.poll()
    if died is None:
        daemon.send_signal(signal.SIGTERM)
        stopped = time.time()
        daemon.wait(timeout=30)
        print(f"stopped in {time.time() - stopped:.2f} s with {daemon.returncode}")
    else:
        sys.exit(f"the daemon ended with {died}; see {options.out / 'log'}")
    if len(rows) < 4:
        sys.exit("too few samples to judge")
    late = rows[len(rows) // 2:]
    rates = {key: slope(late, key) for key in ("rss_mib", "private_mib", "fds", "threads", "wal_mib")}
    print(f"{counts['asked']} questions and {counts['told']} alerts in {rows[-1]['minutes']:.0f} minutes, "
          f"{rows[-1]['cpu_s']:.0f} s of CPU")
    for key, rate in rates.items():
        values = [row[key] for row in rows]
        print(f"{key:12} first {values[0]:8.2f}  last {values[-1]:8.2f}  most {max(values):8.2f}  "
              f"grows by {rate:+.2f} an hour in the second half")
    print(f"curves: {options.out / 'soak.svg'}")
    # Of the memory at the middle; caches that still fill are worth a look, not a failure.
    flat = rates["private_mib"] < 0.1 * late[0]["private_mib"] and rates["fds"] < 4
    print("flat" if flat else "GROWS")
    sys.exit(0 if flat else 1)


main()
