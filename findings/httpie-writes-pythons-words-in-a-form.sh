#!/usr/bin/env bash
# HTTPie: in a form, := sends the text of Python and not the JSON that was written
#
# Guess:    name:=true in a form is sent as true, and name:=1.10 as 1.10: what stands on the line.
# Truth:    the value is parsed as JSON and then written as Python writes it: True, 1.1, and 1e3 becomes 1000.0.
# Versions: httpie 3.2.1-1 (Debian 12)
# Date:     2026-12-01
# Why:      a server that compares with "true" sees another word, and an amount or a version loses a digit. In a form,
#           a text is written with = alone.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

for package in httpie=3.2.1-1 python3-requests=2.28.1+dfsg-1 python3-requests-toolbelt=0.10.1-1 \
  python3-pygments=2.14.0+dfsg-1 python3-rich=13.3.1-1 python3-multidict=6.0.4-1+b1 \
  python3-defusedxml=0.7.1-2 python3-urllib3=1.26.12-1+deb12u4 python3-chardet=5.1.0+dfsg-2 \
  python3-certifi=2022.9.24-1 python3-idna=3.3-1+deb12u1 python3-charset-normalizer=3.0.1-2 \
  python3-markdown-it=2.1.0-5 python3-mdurl=0.1.2-1 python3-socks=1.7.1+dfsg-1 \
  python3-setuptools=66.1.1-1+deb12u2 python3-pkg-resources=66.1.1-1+deb12u2; do
  (cd "$dir" && apt-get download "$package") >"$dir/apt.log" 2>&1 ||
    { echo "$package cannot be had; run 'apt-get update' once"; exit 2; }
done
for deb in "$dir"/*.deb; do dpkg -x "$deb" "$dir/root"; done
export PYTHONPATH=$dir/root/usr/lib/python3/dist-packages PYTHONDONTWRITEBYTECODE=1
export HTTPIE_CONFIG_DIR=$dir/config

http() {
  /usr/bin/python3 -m httpie --ignore-stdin --offline --pretty=none --print=B --form POST http://127.0.0.1:9/ "$@"
  echo
}
echo "HTTPie $(/usr/bin/python3 -m httpie --version)"
{
  http 'a:=true' 'c:=1.10' 'd:=1e3'
  http a=true c=1.10 d=1e3
} >"$dir/seen"
cat "$dir/seen"
diff - "$dir/seen" <<'WANT' && echo "as found"
a=True&c=1.1&d=1000.0
a=true&c=1.10&d=1e3
WANT
