#!/usr/bin/env python3
"""Times the built program on texts that it makes itself, each figure beside a plain tool on the same input.

bench.py [--program PATH] [--megabytes 40] [--articles 20000] [--feeds FOLDER] [--only classify,parse,import,once]

Only the ratios count: figures move from machine to machine and from run to run.
"""
import argparse
import html
import http.server
import itertools
import json
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from email.utils import formatdate
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOPIC = ROOT / "config/topics/russia-dprk-treaty.yaml"
WORDS = (
    "government minister talks region security trade border agreement statement officials said leaders visit week policy "
    "energy market people company report council president support military economic according analysis question future "
    "year months local national public growth change harbour railway budget court water film harvest storm research"
).split()
ON_TOPIC = [
    "Russia and North Korea exchange instruments of ratification of their treaty",
    "Госдума ратифицировала договор с КНДР о всеобъемлющем стратегическом партнёрстве",
    "북러 포괄적 전략적 동반자 관계 조약 발효", "朝俄全面战略伙伴关系条约生效", "露朝の包括的戦略パートナーシップ条約が発効",
]
OTHER = [
    "Parliament debates the annual budget", "Storm closes ports along the southern coast", "Central bank holds rates",
    "Late goal decides the derby", "New railway line opens to the public", "North Korea reports harvest figures",
]


# What else fills the texts that are classified, by language, with a space between words or none.
OTHER_WORDS = {
    "ru": (" ", "правительство министр переговоры регион безопасность торговля граница соглашение заявление визит неделя политика рынок "
           "компания доклад совет президент поддержка экономика анализ вопрос будущее рост море бюджет суд урожай"),
    "ko": (" ", "정부는 장관이 회담을 지역의 안보 무역 국경에서 성명을 발표했다 방문 이번 주 정책 시장은 기업 보고서 대통령이 지원을 경제 분석 문제 미래 성장 예산안을 법원은"),
    "zh": ("", "政府 部长 会谈 地区 安全 贸易 边境 声明 官员 表示 访问 本周 政策 市场 公司 报告 总统 支持 经济 分析 问题 未来 增长 海岸 预算 法院 收成"),
    "ja": ("", "政府は 大臣 会談を 地域の 安全 貿易 国境で 声明 発表した 訪問 今週の 政策 市場は 企業 報告書 支援を 経済 分析 問題 将来 成長 予算案 裁判所は"),
    "ar": (" ", "الحكومة وزير محادثات المنطقة الأمن التجارة الحدود بيان قال مسؤولون زيارة الأسبوع سياسة السوق شركة تقرير مجلس دعم اقتصاد تحليل سؤال مستقبل نمو"),
    "vi": (" ", "chính phủ bộ trưởng hội đàm khu vực an ninh thương mại biên giới tuyên bố quan chức thăm tuần này chính sách thị trường công ty báo cáo hỗ trợ kinh tế phân tích"),
}


def forms():
    """Every surface form of the topic file as plain words: no marks, and of a form with a gap the longest part."""
    found = set()
    for _, listed in re.findall(r"^      ([a-z]{2}):\s*\[(.*?)\]\s*$", TOPIC.read_text(encoding="utf-8"), re.M | re.S):
        for form in listed.split(","):
            parts = re.split("…|~", form.strip().strip("'\"").strip("~=_"))
            found.add(max((part.strip() for part in parts), key=len))
    return sorted(form for form in found if form)


class Texts:
    """Articles of about 1.5 KB, one in ten on the topic, the same for the same seed.

    Their words are as unevenly frequent as those of a language, so that an index of them is about as large.
    """

    rare = "zzyzx"

    def __init__(self, seed):
        self.random = random.Random(seed)
        syllables = [a + b for a in "bdfgklmnprstv" for b in ("a", "e", "i", "o", "u", "an", "er")]
        made = {"".join(self.random.choice(syllables) for _ in range(2 + n % 3)) for n in range(30_000)}
        self.words = WORDS + sorted(made)
        self.weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(self.words))))

    def article(self, number):
        pick = self.random
        sentence = lambda: " ".join(pick.choices(self.words, cum_weights=self.weights, k=14)).capitalize() + "."
        body = "\n".join(" ".join(sentence() for _ in range(4)) for _ in range(4))
        if number % 9973 == 77:
            body += f" {self.rare}."
        return {"id": f"a{number}", "feed": f"Outlet {number % 200}", "url": f"https://outlet{number % 200}.example/{number}",
                "title": f"{pick.choice(ON_TOPIC if pick.random() < 0.1 else OTHER)} {number}", "summary": sentence(), "body": body,
                "published": f"2026-{1 + number // 1000 % 12:02}-{1 + number // 40 % 28:02}T00:00:00Z", "lang": "en"}


class MixedTexts(Texts):
    """The same in many languages, a third of the articles speaking of the topic more than once."""

    def article(self, number):
        article = super().article(number)
        language = self.random.choice(["en", "en", "en", *OTHER_WORDS])
        if language == "en":
            return article
        space, words = OTHER_WORDS[language]
        words, stop = words.split(), ". " if space else "。"
        sentence = lambda: space.join(self.random.choice(words) for _ in range(14)) + stop
        lines = ["".join(sentence() for _ in range(4)) for _ in range(4)]
        if number % 3 == 0:
            lines = [self.random.choice(ON_TOPIC + OTHER) + stop + line for line in lines]
        return article | {"summary": sentence(), "body": "\n".join(lines), "lang": language}


def timed(command, stdin=None, stdout=subprocess.DEVNULL, **environment):
    """Wall seconds, CPU seconds and peak MiB of a command that must succeed."""
    source = open(stdin, "rb") if stdin else subprocess.DEVNULL
    begin = time.monotonic()
    process = subprocess.Popen([str(part) for part in command], stdin=source, stdout=stdout, stderr=subprocess.PIPE,
                               env=os.environ | environment)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - begin
    if os.waitstatus_to_exitcode(status) > 1:
        sys.exit(f"{command[0]}: {errors.decode(errors='replace')}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def show(name, value):
    print(f"{name:52} {value}", flush=True)


def best(runs, command, **environment):
    """The least CPU seconds of several runs, and the peak MiB of the last; other work on the machine only adds."""
    results = [timed(command, **environment) for _ in range(runs)]
    return min(cpu for _, cpu, _ in results), results[-1][2]


def classify(options, folder):
    texts, path, plain = MixedTexts(1), folder / "articles.jsonl", folder / "articles.txt"
    with open(path, "w", encoding="utf-8") as lines, open(plain, "w", encoding="utf-8") as text:
        number = 0
        while lines.tell() < options.megabytes * 1_000_000:
            article = texts.article(number)
            lines.write(json.dumps(article, ensure_ascii=False) + "\n")
            text.write(f"{article['title']} {article['summary']} {article['body']}".replace("\n", " ") + "\n")
            number += 1
    words, empty = folder / "forms.txt", folder / "empty.txt"
    words.write_text("\n".join(forms()) + "\n", encoding="utf-8")
    empty.touch()
    # Reading the topic is done once, however long the text.
    start, _ = best(3, [options.program, "topic", "scan", empty, "--topic", TOPIC])
    show("reading the topic and building its tables", f"{start:8.2f} s of CPU")
    for name, ours, source in (
        ("the matcher alone, topic scan", ["topic", "scan", plain], plain),
        ("classify, JSON lines in and out", ["classify", path], path),
    ):
        size = source.stat().st_size / 1e6
        cpu, peak = best(3, [options.program, *ours, "--topic", TOPIC])
        show(name, f"{size / (cpu - start):8.1f} MB/s of CPU, {size / cpu:.1f} with the start, peak {peak:.0f} MiB")
        for locale in ("C", "C.UTF-8"):
            grep, _ = best(3, ["grep", "-c", "-F", "-f", words, source], LC_ALL=locale)
            show(f"  grep -c -F -f with the same forms, LC_ALL={locale}", f"{size / grep:8.1f} MB/s of CPU")
            show("  ratio", f"{grep / (cpu - start):8.2f}")


def feed(texts, number, entries=25):
    items = []
    for index in range(entries):
        article = texts.article(number * entries + index)
        body = "".join(f"<p>{line}</p>" for line in article["body"].split("\n"))
        items.append(
            f"<item><title>{html.escape(article['title'])}</title><link>{article['url']}</link><guid>{article['id']}</guid>"
            f"<pubDate>{formatdate(1790000000 + number * 60 + index * 3600, usegmt=True)}</pubDate>"
            f"<description>{html.escape(article['summary'])}</description>"
            f"<content:encoded><![CDATA[{body}]]></content:encoded></item>")
    return ('<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" '
            'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Outlet '
            f'{number}</title><link>https://outlet{number}.example/</link>{"".join(items)}</channel></rss>')


def feeds(folder, count):
    texts, folder = Texts(2), folder / "feeds"
    folder.mkdir()
    for number in range(count):
        (folder / f"{number}.xml").write_text(feed(texts, number), encoding="utf-8")
    return sorted(folder.iterdir())


def parse(options, folder):
    files = sorted(Path(options.feeds).iterdir()) if options.feeds else feeds(folder, 300)
    requests = folder / "requests.jsonl"
    requests.write_text("".join(json.dumps({"file": str(path)}) + "\n" for path in files))
    size = sum(path.stat().st_size for path in files) / 1e6
    _, ours, peak = timed([options.program, "parse", "--batch"], stdin=requests)
    show("parse --batch, feeds in and JSON out", f"{size / ours:8.1f} MB/s of CPU, peak {peak:.0f} MiB")
    if shutil.which("xmllint"):
        _, plain, _ = timed(["xmllint", "--noout", *files])
        show("xmllint --noout on the same feeds", f"{size / plain:8.1f} MB/s of CPU")
        show("parse / xmllint", f"{plain / ours:8.2f}")
    parse_alone(options, files, requests)


LXML = """
import sys, time
from lxml import etree
documents = [open(path, "rb").read() for path in sys.argv[1:]]
best = 1e9
for _ in range(5):
    start = time.thread_time()
    for document in documents:
        etree.fromstring(document, etree.XMLParser(recover=True, huge_tree=True, resolve_entities=False, no_network=True))
    best = min(best, time.thread_time() - start)
print(sum(map(len, documents)) / 1e6 / best)
"""


def parse_alone(options, files, requests):
    """Bytes to entries inside the process, beside lxml's bare tree where Python has lxml."""
    rates = []
    for _ in range(5):
        with open(requests, "rb") as source:
            run = subprocess.run([options.program, "parse", "--batch", "--verbose"], stdin=source, check=True,
                                 stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        rates.append(float(re.search(r"([0-9.]+) MB/s", run.stderr)[1]))
    show("parsing alone, bytes to entries", f"{max(rates):8.1f} MB/s of CPU")
    lxml = subprocess.run([sys.executable, "-c", LXML, *map(str, files)], capture_output=True, text=True)
    if lxml.returncode == 0:
        show("lxml.etree.fromstring on the same feeds", f"{float(lxml.stdout):8.1f} MB/s of CPU")
        show("parsing alone / lxml", f"{max(rates) / float(lxml.stdout):8.2f}")


def settings(folder, listed, more="", state="state", level="error"):
    (folder / "feeds.yaml").write_text("feeds:" + ("".join(listed) or " []") + "\n")
    (folder / "newswatch.yaml").write_text(
        f"topic: {TOPIC}\nfeeds: feeds.yaml\nstate: {state}\nlog: {{ level: {level} }}\n{more}")
    return folder / "newswatch.yaml"


def import_articles(options, folder):
    """Fills a store, a tenth at a time, and looks how its size tells on what is done with it."""
    folder = folder / "import"
    folder.mkdir()
    config, texts, step = settings(folder, []), Texts(3), options.articles // 10
    costs, plain, number = [], 0, 0
    for _ in range(10):
        path = folder / "in.jsonl"
        with open(path, "w", encoding="utf-8") as out:
            for number in range(number, number + step):
                article = texts.article(number)
                plain += sum(len(article[field].encode()) for field in ("title", "summary", "body", "url"))
                out.write(json.dumps(article, ensure_ascii=False) + "\n")
        number += 1
        _, cpu, peak = timed([options.program, "import", path, "--config", config])
        costs.append(cpu)
    size = sum(path.stat().st_size for path in (folder / "state").iterdir())
    show(f"import of {number} articles", f"{number / sum(costs):8.0f} a second of CPU, peak {peak:.0f} MiB")
    show("last tenth / first tenth", f"{costs[-1] / costs[0]:8.2f}")
    show("database beyond the texts, bytes an article", f"{(size - plain) / number:8.0f}")
    refresh_nothing_new(options, folder)
    search = [options.program, "search", "--config", config]
    wall, _, _ = min(timed([*search, f"{texts.rare}"]) for _ in range(5))
    start, _, _ = min(timed([options.program, "--version"]) for _ in range(5))
    show("search for a rare word, less the program's start", f"{1000 * (wall - start):8.1f} ms")
    retention(options, folder)


def refresh_nothing_new(options, folder):
    """The same feeds, written anew without news, over the full store and over an empty one."""
    files = feeds(folder, 100)
    listed = [f"\n  - {{ name: Local {n}, url: '{path.as_uri()}', language: en }}" for n, path in enumerate(files)]
    costs = []
    for state in ("state", "small"):
        config = settings(folder, listed, state=state)
        timed([options.program, "once", "--all", "--config", config])
        tries = []
        for turn in range(5):
            for path in files:
                path.write_text(path.read_text(encoding="utf-8") + f"<!-- {state} {turn} -->", encoding="utf-8")
            tries.append(timed([options.program, "once", "--all", "--config", config])[1])
        costs.append(min(tries))
    show("refresh of 100 feeds without news", f"{10 * costs[0]:8.2f} ms of CPU a feed")
    show("the same over an empty store", f"{10 * costs[1]:8.2f} ms of CPU a feed")


def retention(options, folder):
    """Drops every text; the program notes how long its longest transaction took."""
    config = settings(folder, [], "retention: { bodies: 1d }\n", level="debug")
    errors = subprocess.run([options.program, "once", "--config", config], capture_output=True, text=True).stderr
    for line in errors.splitlines():
        if "old texts dropped" in line:
            show("retention of every text", line.split("old texts dropped", 1)[1].strip())


def once(options, folder):
    folder = folder / "once"
    folder.mkdir()
    files = feeds(folder, 200)

    class Handler(http.server.SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def __init__(self, *arguments):
            super().__init__(*arguments, directory=str(folder / "feeds"))

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    listed = [f"\n  - {{ name: Outlet {n}, url: '{address}/{path.name}', language: en }}" for n, path in enumerate(files)]
    more = ("fetch: { concurrency: 64, per_host_connections: 64, per_host_gap: 0s, private_addresses: allow }\n")
    config = settings(folder, listed, more)
    for phase in ("new", "unchanged"):
        wall, cpu, peak = timed([options.program, "once", "--all", "--config", config])
        show(f"once over {len(files)} feeds, {phase}",
             f"{1000 * cpu / len(files):8.2f} ms of CPU a feed, {len(files) / wall:.0f} feeds/s, peak {peak:.0f} MiB")
    server.shutdown()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=ROOT / ".build/release/newswatch")
    parser.add_argument("--megabytes", type=int, default=40)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--feeds", help="a folder of feeds to parse in place of made ones")
    parser.add_argument("--only", default="classify,parse,import,once")
    options = parser.parse_args()
    runs = {"classify": classify, "parse": parse, "import": import_articles, "once": once}
    for name in options.only.split(","):
        with tempfile.TemporaryDirectory(prefix="newswatch-bench-") as folder:
            runs[name](options, Path(folder))


if __name__ == "__main__":
    main()
