"""What the watch sees of the world: feeds that say what the test wants, and a receiver of webhooks."""
import base64
import hashlib
import hmac
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SECRET = "whsec_" + base64.b64encode(b"a secret for the booted test").decode()


class Server(ThreadingHTTPServer):
    """A server on a free port of the loopback; its thread ends with the program."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, answer):
        self.answer = answer
        super().__init__(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def url(self, path):
        return f"http://127.0.0.1:{self.server_port}{path}"

    def handle_error(self, request, client_address):
        """A client that goes away is no fault."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        status, kind, answer = self.server.answer(self.path, self.headers, body)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_POST = do_GET

    def log_message(self, *arguments):
        """Says nothing."""


class Feeds:
    """Feeds by path; a path that nobody set hangs until the client leaves."""

    def __init__(self):
        self.items = {}
        self.asked = []
        self.server = Server(self.answer)

    def publish(self, path, title, text):
        self.items.setdefault(path, []).append((title, text))

    def count(self, path):
        return self.asked.count(path)

    def answer(self, path, headers, body):
        self.asked.append(path)
        if path not in self.items:
            threading.Event().wait(120)
        items = "".join(
            f"<item><title>{title}</title><link>https://outlet.example{path}/{number}</link>"
            f"<guid>{path}-{number}</guid><description>{text}</description></item>"
            for number, (title, text) in enumerate(self.items.get(path, [])))
        feed = f'<rss version="2.0"><channel><title>Outlet</title><link>https://outlet.example/</link>{items}</channel></rss>'
        return 200, "application/rss+xml", feed.encode()


class Receiver:
    """Takes webhooks, and remembers those that were signed right and those that were not."""

    def __init__(self):
        self.hangs = False
        self.taken = []
        self.held = []
        self.forged = []
        self.server = Server(self.answer)

    def answer(self, path, headers, body):
        message = {"id": headers["webhook-id"], "body": json.loads(body)}
        if not signed(headers, body):
            self.forged.append(message)
        elif self.hangs:
            self.held.append(message)
            threading.Event().wait(120)
        else:
            self.taken.append(message)
        return 204, "text/plain", b""

    def titles(self):
        return [message["body"]["data"]["article"]["title"] for message in self.taken]


def signed(headers, body):
    """Whether a signature is right, by the words of the Standard Webhooks specification alone."""
    content = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(SECRET.removeprefix("whsec_"))
    right = "v1," + base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
    return right in headers["webhook-signature"].split(" ")
