#!/usr/bin/env bash
# nginx: ranges that add up to more than the file get the whole file, with 200
#
# Guess:    `Range: bytes=0-79,40-119` of a file of 120 bytes gets 206: two parts, or the two made into one.
# Truth:    200 and the whole file, as if no Range had been sent. nginx adds up the lengths of the ranges, and where
#           the sum is above the length of the file it takes no notice of the header, even for `bytes=0-,-1`. Ranges
#           whose sum is not above it get parts as expected, also the same range twice (`bytes=0-0,0-0`).
# Versions: nginx 1.22.1-9+deb12u11 (Debian 12)
# Date:     2026-11-30
# Why:      a caller that writes each part where the range was asked for must look at the status first: the answer
#           to a right request for parts may be the whole, from its first byte.
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
printf '%0120d' 0 >"$dir/html/file.bin"
chmod -R a+rX "$dir"
cat >"$dir/nginx.conf" <<CONF
daemon off; master_process off; pid $dir/pid; error_log $dir/error.log;
events { worker_connections 32; }
http {
  access_log off;
  client_body_temp_path $dir/temp/body; proxy_temp_path $dir/temp/proxy; fastcgi_temp_path $dir/temp/fastcgi;
  uwsgi_temp_path $dir/temp/uwsgi; scgi_temp_path $dir/temp/scgi;
  server { listen 127.0.0.1:$port; root $dir/html; }
}
CONF
"$nginx" -p "$dir" -c "$dir/nginx.conf" -e "$dir/error.log" 2>/dev/null &
pid=$!

python3 - "$port" >"$dir/seen" <<'PY'
import http.client, sys, time
for ranges in ["0-79,40-119", "0-,-1", "0-0,0-0", "0-59,60-119"]:
    for attempt in range(50):
        try:
            server = http.client.HTTPConnection("127.0.0.1", int(sys.argv[1]), timeout=5)
            server.request("GET", "/file.bin", headers={"Range": "bytes=" + ranges})
            break
        except ConnectionRefusedError:
            time.sleep(0.1)
    else:
        sys.exit("nginx does not listen")
    answer = server.getresponse()
    body = answer.read()
    whole = "the whole file" if body == b"0" * 120 else "parts"
    print(ranges, answer.status, (answer.getheader("Content-Type") or "").split(";")[0], whole)
PY
cat "$dir/seen"
diff - "$dir/seen" <<'WANT' && echo "as found"
0-79,40-119 200 text/plain the whole file
0-,-1 200 text/plain the whole file
0-0,0-0 206 multipart/byteranges parts
0-59,60-119 206 multipart/byteranges parts
WANT
