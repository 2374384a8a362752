#!/usr/bin/env bash
# Twisted: static.File sends a part of a changed file, whatever If-Range says
#
# Guess:    If-Range with a validator that does not match makes the server leave Range alone: 200, the whole file.
# Truth:    static.File takes no notice of If-Range. It answers 206 with the part asked for to a date in 1994, to an
#           entity tag it never gave out, and to the right date alike.
# Versions: python3-twisted 22.4.0-4+deb12u1 (Debian 12)
# Date:     2026-11-30
# Why:      a client that resumes a download trusts 206 to mean "still the same file". It must also compare the
#           validator of the 206 (here Last-Modified) with the one it began with, or it joins two files into one.
set -euo pipefail
dir=$(mktemp -d)
pid=
cleanup() {
  if [ -n "$pid" ]; then kill "$pid" 2>/dev/null || true; wait "$pid" 2>/dev/null || true; fi
  rm -rf "$dir"
}
trap cleanup EXIT

for package in python3-twisted=22.4.0-4+deb12u1 python3-attr=22.2.0-1 python3-automat=22.10.0-1 \
  python3-constantly=15.1.0-4 python3-hyperlink=21.0.0-5 python3-idna=3.3-1+deb12u1 \
  python3-incremental=21.3.0-2 python3-zope.interface=5.5.2-1+b1; do
  (cd "$dir" && apt-get download "$package") >"$dir/apt.log" 2>&1 ||
    { echo "$package cannot be had; run 'apt-get update' once"; exit 2; }
done
for deb in "$dir"/*.deb; do dpkg -x "$deb" "$dir/root"; done
export PYTHONPATH=$dir/root/usr/lib/python3/dist-packages PYTHONDONTWRITEBYTECODE=1
/usr/bin/python3 -c 'import twisted; print("Twisted", twisted.__version__, "from", twisted.__file__)' |
  sed "s|$dir|TEMP|"

mkdir "$dir/files"
printf '%0100d' 0 >"$dir/files/file.bin"
touch -d '2020-01-01T00:00:00Z' "$dir/files/file.bin"
cat >"$dir/server.py" <<'PY'
import sys
from twisted.internet import reactor
from twisted.web import server, static
port = reactor.listenTCP(0, server.Site(static.File(sys.argv[1])), interface="127.0.0.1")
with open(sys.argv[2], "w") as note:
    note.write("%d\n" % port.getHost().port)
reactor.callLater(60, reactor.stop)
reactor.run()
PY
/usr/bin/python3 "$dir/server.py" "$dir/files" "$dir/port" &
pid=$!
for _ in $(seq 100); do if [ -s "$dir/port" ]; then break; fi; sleep 0.1; done

python3 - "$(cat "$dir/port")" >"$dir/seen" <<'PY'
import http.client, sys
for validator in ["Sun, 06 Nov 1994 08:49:37 GMT", '"never-given"', "Wed, 01 Jan 2020 00:00:00 GMT"]:
    server = http.client.HTTPConnection("127.0.0.1", int(sys.argv[1]), timeout=5)
    server.request("GET", "/file.bin", headers={"Range": "bytes=90-99", "If-Range": validator})
    answer = server.getresponse()
    print(validator, "->", answer.status, answer.getheader("Content-Range"), "of", answer.getheader("Last-Modified"))
    answer.read()
PY
cat "$dir/seen"
diff - "$dir/seen" <<'WANT' && echo "as found"
Sun, 06 Nov 1994 08:49:37 GMT -> 206 bytes 90-99/100 of Wed, 01 Jan 2020 00:00:00 GMT
"never-given" -> 206 bytes 90-99/100 of Wed, 01 Jan 2020 00:00:00 GMT
Wed, 01 Jan 2020 00:00:00 GMT -> 206 bytes 90-99/100 of Wed, 01 Jan 2020 00:00:00 GMT
WANT
