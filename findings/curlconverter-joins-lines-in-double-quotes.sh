#!/usr/bin/env bash
# curlconverter: a line break in double quotes is left out of the data
#
# Guess:    "two⏎lines" is two lines, as a shell gives them to curl, and as it is with single quotes.
# Truth:    each line break is gone, whatever the language, with no warning: "twolines". In single quotes it stays.
# Versions: curlconverter 4.12.0 (tree-sitter-bash 0.23.3), Node 20 or later, Bash 5
# Date:     2026-12-01
# Why:      the converted program sends another body than the line of curl did. In JSON between braces nobody sees it; in
#           a text, a CSV, a PEM key or a signed body it is damage, and the request still succeeds.
set -euo pipefail
dir=$(mktemp -d)
trap 'cd / && rm -rf "$dir"' EXIT
cd "$dir"

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
import { toJsonObjectWarn, toPython } from 'curlconverter';
const line = readFileSync(0, 'utf8');
const [json, warnings] = toJsonObjectWarn(line);
console.log('its JSON:   ', JSON.stringify(json.data), 'with', warnings.length, 'warnings');
console.log('its Python: ', /^data = .*$/m.exec(toPython(line))[0]);
SCRIPT

show() { # $1 is the word behind -d, as it is typed
  echo "-d $1" | sed ':all; N; $!b all; s/\n/⏎/g'
  eval "printf 'curl gets:   %q\\n' $1"
  printf '%s' "curl https://api.example.com/ -d $1" | node convert.mjs
}
echo "curlconverter $(node -p 'require("./node_modules/curlconverter/package.json").version'), $(node --version)"
{
  show $'"two\nlines"'
  show $'"\n  begin\nend\n"'
  show $'\'two\nlines\''
} >seen
cat seen
diff - seen <<'WANT' && echo "as found"
-d "two⏎lines"
curl gets:   $'two\nlines'
its JSON:    "twolines" with 0 warnings
its Python:  data = 'twolines'
-d "⏎  begin⏎end⏎"
curl gets:   $'\n  begin\nend\n'
its JSON:    "  beginend" with 0 warnings
its Python:  data = '  beginend'
-d 'two⏎lines'
curl gets:   $'two\nlines'
its JSON:    "two\nlines" with 0 warnings
its Python:  data = 'two\nlines'
WANT
