#!/usr/bin/env bash
# Apache: a location that wants a client's certificate resets one HTTP/2 stream, and the connection lives on
#
# Guess:    a request over HTTP/2 for a location with `SSLVerifyClient require` gets 403, or the whole connection is
#           ended by GOAWAY with HTTP_1_1_REQUIRED.
# Truth:    the server sends no response at all. It resets that stream with HTTP_1_1_REQUIRED (0x0d), sends no
#           GOAWAY, and goes on to answer other streams of the same connection over HTTP/2.
# Versions: Apache 2.4.71-1~deb12u1, libnghttp2 1.52.0-1+deb12u3 (Debian 12)
# Date:     2026-11-30
# Why:      the protocol depends on the path, not on the host. A client that keeps one protocol for each host either
#           fails here for ever, or gives up HTTP/2 for all of the host. It should send that one request again over a
#           connection of HTTP/1.1 (nothing was carried out) and keep the other connection.
set -euo pipefail
dir=$(mktemp -d)
pid=
cleanup() {
  if [ -n "$pid" ]; then kill "$pid" 2>/dev/null || true; wait "$pid" 2>/dev/null || true; fi
  rm -rf "$dir"
}
trap cleanup EXIT

for package in apache2-bin=2.4.71-1~deb12u1 libapr1=1.7.2-3+deb12u1 libaprutil1=1.6.3-1+deb12u1 \
  libnghttp2-14=1.52.0-1+deb12u3; do
  (cd "$dir" && apt-get download "$package") >"$dir/apt.log" 2>&1 ||
    { echo "$package cannot be had; run 'apt-get update' once"; exit 2; }
done
for deb in "$dir"/*.deb; do dpkg -x "$deb" "$dir/root"; done
libraries=$(find "$dir/root/usr/lib" -maxdepth 1 -name '*-linux-gnu*')
modules=$dir/root/usr/lib/apache2/modules
LD_LIBRARY_PATH=$libraries "$dir/root/usr/sbin/apache2" -v

port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
mkdir -p "$dir/html/open" "$dir/html/closed"
echo open >"$dir/html/open/a.txt"
echo closed >"$dir/html/closed/a.txt"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost \
  -keyout "$dir/key.pem" -out "$dir/cert.pem" 2>/dev/null
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
LoadModule ssl_module "$modules/mod_ssl.so"
LoadModule http2_module "$modules/mod_http2.so"
DocumentRoot "$dir/html"
Protocols h2 http/1.1
SSLEngine on
SSLCertificateFile "$dir/cert.pem"
SSLCertificateKeyFile "$dir/key.pem"
SSLCACertificateFile "$dir/cert.pem"
SSLSessionCache none
<Location "/closed">
  SSLVerifyClient require
</Location>
CONF
LD_LIBRARY_PATH=$libraries "$dir/root/usr/sbin/apache2" -X -f "$dir/httpd.conf" &
pid=$!

python3 - "$port" "$dir/cert.pem" >"$dir/seen" <<'PY'
import socket, ssl, sys, time
port, cert = int(sys.argv[1]), sys.argv[2]
for attempt in range(50):
    try:
        plain = socket.create_connection(("127.0.0.1", port), 5)
        break
    except ConnectionRefusedError:
        time.sleep(0.1)
else:
    sys.exit("Apache does not listen")
context = ssl.create_default_context(cafile=cert)
context.set_alpn_protocols(["h2", "http/1.1"])
peer = context.wrap_socket(plain, server_hostname="localhost")
print("protocol:", peer.selected_alpn_protocol())

def frame(kind, flags, stream, body=b""):
    return len(body).to_bytes(3, "big") + bytes([kind, flags]) + stream.to_bytes(4, "big") + body

def get(stream, path):
    # :method GET, :scheme https from the static table; :path and :authority as plain literals
    fields = b"\x82\x87\x04" + bytes([len(path)]) + path + b"\x01\x09localhost"
    return frame(1, 5, stream, fields)

held = b""
def read(count):
    global held
    while len(held) < count:
        piece = peer.recv(4096)
        if not piece:
            raise EOFError("the server closed the connection")
        held += piece
    piece, held = held[:count], held[count:]
    return piece

def watch(stream):
    for _ in range(100):
        head = read(9)
        kind, flags, on = head[3], head[4], int.from_bytes(head[5:], "big")
        body = read(int.from_bytes(head[:3], "big"))
        if kind == 4 and not flags & 1:
            peer.sendall(frame(4, 1, 0))
        if kind == 7:
            return "GOAWAY"
        if on == stream and kind == 3:
            return "RST_STREAM error code %d" % int.from_bytes(body, "big")
        if on == stream and kind == 1:
            status = "200" if b"\x88" in body[:4] else "another status"
        if on == stream and flags & 1 and kind in (0, 1):
            return status
    return "nothing in 100 frames"

peer.sendall(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + frame(4, 0, 0))
for stream, path in [(1, b"/open/a.txt"), (3, b"/closed/a.txt"), (5, b"/open/a.txt")]:
    peer.sendall(get(stream, path))
    print("stream", stream, path.decode(), watch(stream))
PY
cat "$dir/seen"
diff - "$dir/seen" <<'WANT' && echo "as found"
protocol: h2
stream 1 /open/a.txt 200
stream 3 /closed/a.txt RST_STREAM error code 13
stream 5 /open/a.txt 200
WANT
