#!/usr/bin/env bash
# curlconverter: $'\xc3\xa9' is read as two characters, and not as the two bytes of one
#
# Guess:    the escapes of $'…' are bytes, as Bash has them: \xc3\xa9 (and \303\251) is é in UTF-8.
# Truth:    each becomes the character of that number: Ã©. The converted program sends them as UTF-8, which is four bytes,
#           with no warning; a byte that is no text, such as \xff, becomes the two of ÿ. \u00e9 is right.
# Versions: curlconverter 4.12.0 (tree-sitter-bash 0.23.3), Node 20 or later, Bash 5
# Date:     2026-12-01
# Why:      Bash's own printf %q writes what is not ASCII so in the C locale, and so do programs that log their calls as
#           lines of curl. The converted program sends a text that is encoded twice, or damaged bytes, and the
#           request still succeeds.
set -euo pipefail
dir=$(mktemp -d)
trap 'cd / && rm -rf "$dir"' EXIT
cd "$dir"
export LC_ALL=C.UTF-8

command -v npm >/dev/null || { echo "Node and npm are needed."; exit 2; }
cat >package.json <<'PACKAGE'
{
  "private": true,
  "type": "module",
  "dependencies": { "curlconverter": "4.12.0", "tree-sitter": "0.21.1", "tree-sitter-bash": "0.23.3" }
}
PACKAGE
npm install --silent --no-audit --no-fund --ignore-scripts >npm.log 2>&1 || { cat npm.log; exit 2; }
cat >convert.mjs <<'SCRIPT'
import { readFileSync } from 'node:fs';
import { toJsonObjectWarn, toJavaScript } from 'curlconverter';
const line = readFileSync(0, 'utf8');
const [json, warnings] = toJsonObjectWarn(line);
const program = toJavaScript(line);
let sent;
await new Function('fetch', `return (async () => { ${program} })()`)((url, { body }) => (sent = Buffer.from(body)));
console.log('its fetch sends:', sent.toString('hex'), 'with', warnings.length, 'warnings; its JSON:', json.data);
SCRIPT

show() { # $1 is the word behind --data-raw, as it is typed
  echo "--data-raw $1"
  printf 'curl is given:   '
  eval "printf %s $1" | od -An -tx1 | tr -d ' '
  printf '%s' "curl https://api.example.com/ -H 'Content-Type: text/plain' --data-raw $1" | node convert.mjs
}
echo "curlconverter $(node -p 'require("./node_modules/curlconverter/package.json").version'), $(node --version)"
{
  show "\$'\\xc3\\xa9'"
  show "\$'\\303\\251'"
  show "\$'\\xff'"
  show "\$'\\u00e9'"
} >seen
cat seen
diff - seen <<'WANT' && echo "as found"
--data-raw $'\xc3\xa9'
curl is given:   c3a9
its fetch sends: c383c2a9 with 0 warnings; its JSON: Ã©
--data-raw $'\303\251'
curl is given:   c3a9
its fetch sends: c383c2a9 with 0 warnings; its JSON: Ã©
--data-raw $'\xff'
curl is given:   ff
its fetch sends: c3bf with 0 warnings; its JSON: ÿ
--data-raw $'\u00e9'
curl is given:   c3a9
its fetch sends: c3a9 with 0 warnings; its JSON: é
WANT
