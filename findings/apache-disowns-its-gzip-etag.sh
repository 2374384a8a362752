#!/usr/bin/env bash
# Apache: the ETag that mod_deflate sends matches nothing when it is sent back
#
# Guess:    the ETag of a compressed answer, sent back in If-None-Match with the same Accept-Encoding, gets 304.
# Truth:    it gets 200 and the whole body every time, although the new answer bears the very same ETag. In If-Match
#           it gets 412. The server compares with the tag of the file before it adds `-gzip`; If-Range, on the other
#           hand, is compared with the tag as sent, and gets 206.
# Versions: Apache 2.4.71-1~deb12u1 with its own defaults for mod_deflate (Debian 12)
# Date:     2026-11-30
# Why:      a client that asks for gzip (most do by default) and keeps ETags saves nothing at such a server, and a
#           conditional change (`If-Match`) of a page it has just read is refused. Asked for `identity`, all is well.
set -euo pipefail
dir=$(mktemp -d)
pid=
cleanup() {
  if [ -n "$pid" ]; then kill "$pid" 2>/dev/null || true; wait "$pid" 2>/dev/null || true; fi
  rm -rf "$dir"
}
trap cleanup EXIT

for package in apache2-bin=2.4.71-1~deb12u1 libapr1=1.7.2-3+deb12u1 libaprutil1=1.6.3-1+deb12u1; do
  (cd "$dir" && apt-get download "$package") >"$dir/apt.log" 2>&1 ||
    { echo "$package cannot be had; run 'apt-get update' once"; exit 2; }
done
for deb in "$dir"/*.deb; do dpkg -x "$deb" "$dir/root"; done
libraries=$(find "$dir/root/usr/lib" -maxdepth 1 -name '*-linux-gnu*')
modules=$dir/root/usr/lib/apache2/modules
LD_LIBRARY_PATH=$libraries "$dir/root/usr/sbin/apache2" -v

port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
mkdir "$dir/html"
printf '%05000d' 0 >"$dir/html/file.txt"
touch -d 2020-01-01T00:00:00Z "$dir/html/file.txt" # a tag of a file that has just changed would be weak
chmod -R a+rX "$dir"
cat >"$dir/httpd.conf" <<CONF
ServerRoot "$dir"
ServerName localhost
PidFile "$dir/pid"
DefaultRuntimeDir "$dir"
ErrorLog "$dir/error.log"
Mutex pthread
User nobody
Group nogroup
Listen 127.0.0.1:$port
LoadModule mpm_event_module "$modules/mod_mpm_event.so"
LoadModule authz_core_module "$modules/mod_authz_core.so"
LoadModule filter_module "$modules/mod_filter.so"
LoadModule deflate_module "$modules/mod_deflate.so"
DocumentRoot "$dir/html"
SetOutputFilter DEFLATE
CONF
LD_LIBRARY_PATH=$libraries "$dir/root/usr/sbin/apache2" -X -f "$dir/httpd.conf" &
pid=$!

python3 - "$port" >"$dir/seen" <<'PY'
import http.client, sys, time

def get(**headers):
    for attempt in range(50):
        try:
            server = http.client.HTTPConnection("127.0.0.1", int(sys.argv[1]), timeout=5)
            server.request("GET", "/file.txt", headers={k.replace("_", "-"): v for k, v in headers.items()})
            break
        except ConnectionRefusedError:
            time.sleep(0.1)
    else:
        sys.exit("Apache does not listen")
    answer = server.getresponse()
    answer.read()
    return answer.status, answer.getheader("ETag"), answer.getheader("Content-Encoding")

status, tag, coding = get(Accept_Encoding="gzip")
print("first", status, coding, tag.startswith("\""), tag.endswith("-gzip\""))
status, again, coding = get(Accept_Encoding="gzip", If_None_Match=tag)
print("If-None-Match", status, coding, "same tag" if again == tag else "another tag")
print("If-Match", get(Accept_Encoding="gzip", If_Match=tag)[0])
print("If-Range", get(Accept_Encoding="gzip", If_Range=tag, Range="bytes=10-19")[0])
status, tag, coding = get(Accept_Encoding="identity")
print("identity", status, coding)
print("identity If-None-Match", get(Accept_Encoding="identity", If_None_Match=tag)[0])
PY
cat "$dir/seen"
diff - "$dir/seen" <<'WANT' && echo "as found"
first 200 gzip True True
If-None-Match 200 gzip same tag
If-Match 412
If-Range 206
identity 200 None
identity If-None-Match 304
WANT
