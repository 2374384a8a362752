#!/usr/bin/env bash
# urllib3: a Retry-After with a point (1.5) makes the call fail, where none at all would be retried
#
# Guess:    what is no Retry-After (RFC 9110 has whole seconds or a date) is passed over: the call is tried again
#           after the usual pause, as it is without the field.
# Truth:    the retries end with an InvalidHeader, and the caller gets neither the 503 nor the next try's 200. With
#           `respect_retry_after_header=False`, or without the field, the same call succeeds.
# Versions: urllib3 1.26.12-1+deb12u4 (Debian 12)
# Date:     2026-11-30
# Why:      limiters of some services send fractions of a second. A server that does so breaks each caller that goes
#           by urllib3's Retry, requests among them; a client that reads the field has to decide what a point means.
set -euo pipefail
version=1.26.12-1+deb12u4
six=1.16.0-4
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

(cd "$dir" && apt-get download "python3-urllib3=$version" "python3-six=$six") >"$dir/apt.log" 2>&1 ||
  { echo "urllib3 $version cannot be had; run 'apt-get update' once"; exit 2; }
for package in "$dir"/*.deb; do dpkg -x "$package" "$dir/root"; done

cat >"$dir/try.py" <<'PYTHON'
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import urllib3
from urllib3.util.retry import Retry


class Busy(BaseHTTPRequestHandler):
    """Answers the first request of each path 503, with the field that the path names, and the next one 200."""

    seen = set()

    def do_GET(self):
        first = self.path not in self.seen
        self.seen.add(self.path)
        self.send_response(503 if first else 200)
        if first and self.path != '/none':
            self.send_header('Retry-After', self.path.split('/')[1])
        self.send_header('Content-Length', '0')
        self.end_headers()

    def log_message(self, *ignored):
        pass


server = HTTPServer(('127.0.0.1', 0), Busy)
threading.Thread(target=server.serve_forever, daemon=True).start()
pool = urllib3.PoolManager()


def outcome(path, **options):
    retries = Retry(total=3, status_forcelist=[503], backoff_factor=0, **options)
    try:
        return str(pool.request('GET', f'http://127.0.0.1:{server.server_port}/{path}', retries=retries).status)
    except urllib3.exceptions.HTTPError as failure:
        return type(failure).__name__


print(f'urllib3 {urllib3.__version__}')
print('no Retry-After:           ', none := outcome('none'))
print('Retry-After: 0:           ', whole := outcome('0'))
print('Retry-After: 0.5:         ', point := outcome('0.5'))
print('Retry-After: 0.5, ignored:', ignored := outcome('0.5/again', respect_retry_after_header=False))
server.shutdown()
raise SystemExit(0 if (none, whole, point, ignored) == ('200', '200', 'InvalidHeader', '200') else 1)
PYTHON
PYTHONPATH=$dir/root/usr/lib/python3/dist-packages python3 "$dir/try.py" ||
  { echo "changed: a Retry-After with a point no longer makes the call fail, or another one does"; exit 1; }
