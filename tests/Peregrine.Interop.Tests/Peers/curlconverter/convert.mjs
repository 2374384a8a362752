// Reads lines of curl as a JSON array from standard input, and prints what curlconverter makes of each: its JSON, or why
// it refuses the line.
import { text } from 'node:stream/consumers';
import { toJsonString } from 'curlconverter';

function view(line) {
  try {
    return JSON.parse(toJsonString(line));
  } catch (error) {
    return { error: String(error.message) };
  }
}

console.log(JSON.stringify(JSON.parse(await text(process.stdin)).map(view)));
