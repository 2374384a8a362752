#!/usr/bin/env bash
# nginx: a clear-text port with `http2` answers an HTTP/1.1 request with HTTP/2 frames
#
# Guess:    a request of HTTP/1.1 gets an answer that HTTP/1.1 can read: 400 with a line of text.
# Truth:    it gets no status line at all. nginx sends the frames SETTINGS and WINDOW_UPDATE, then GOAWAY with
#           PROTOCOL_ERROR, and closes. On such a port HTTP/1.1 is not spoken.
# Versions: nginx 1.22.1-9+deb12u11 (Debian 12)
# Date:     2026-11-30
# Why:      a client of HTTP/1.1 reads bytes that are no status line. It can tell its caller what is wrong (use
#           HTTP/2 with prior knowledge) only if it knows what a SETTINGS frame looks like.
set -euo pipefail
version=1.22.1-9+deb12u11
dir=$(mktemp -d)
pid=
cleanup() {
  if [ -n "$pid" ]; then kill "$pid" 2>/dev/null || true; wait "$pid" 2>/dev/null || true; fi
  rm -rf "$dir"
}
trap cleanup EXIT

(cd "$dir" && apt-get download "nginx=$version") >"$dir/apt.log" 2>&1 ||
  { echo "nginx $version cannot be had; run 'apt-get update' once"; exit 2; }
dpkg -x "$dir"/nginx_*.deb "$dir/root"
nginx=$dir/root/usr/sbin/nginx
"$nginx" -v 2>&1

port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
mkdir "$dir/html" "$dir/temp"
chmod -R a+rX "$dir"
echo hello >"$dir/html/index.html"
cat >"$dir/nginx.conf" <<CONF
daemon off; master_process off; pid $dir/pid; error_log $dir/error.log;
events { worker_connections 32; }
http {
  access_log off;
  client_body_temp_path $dir/temp/body; proxy_temp_path $dir/temp/proxy; fastcgi_temp_path $dir/temp/fastcgi;
  uwsgi_temp_path $dir/temp/uwsgi; scgi_temp_path $dir/temp/scgi;
  server { listen 127.0.0.1:$port http2; root $dir/html; }
}
CONF
"$nginx" -p "$dir" -c "$dir/nginx.conf" -e "$dir/error.log" 2>/dev/null &
pid=$!

python3 - "$port" >"$dir/seen" <<'PY'
import socket, sys, time
for attempt in range(50):
    try:
        peer = socket.create_connection(("127.0.0.1", int(sys.argv[1])), 5)
        break
    except ConnectionRefusedError:
        time.sleep(0.1)
else:
    sys.exit("nginx does not listen")
peer.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
got = b""
try:
    while len(got) < 65536:
        piece = peer.recv(4096)
        if not piece:
            break
        got += piece
except ConnectionResetError:
    pass
print("starts with HTTP/1:", got.startswith(b"HTTP/1"))
names = {4: "SETTINGS", 7: "GOAWAY", 8: "WINDOW_UPDATE"}
while len(got) >= 9:
    length, kind = int.from_bytes(got[:3], "big"), got[3]
    body, got = got[9:9 + length], got[9 + length:]
    print(names.get(kind, kind), "error code %d" % int.from_bytes(body[4:8], "big") if kind == 7 else "")
print("bytes left over:", len(got))
PY
cat "$dir/seen"
diff -b - "$dir/seen" <<'WANT' && echo "as found"
starts with HTTP/1: False
SETTINGS
WINDOW_UPDATE
GOAWAY error code 1
bytes left over: 0
WANT
