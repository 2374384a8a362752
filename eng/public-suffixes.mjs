// Writes the C# table of public suffixes from the data of tldts: node public-suffixes.mjs TRIE.JS VERSION DATE
import { domainToASCII, pathToFileURL } from 'node:url';

const [file, version, date] = process.argv.slice(2);
const trie = await import(pathToFileURL(file).href);

const labels = [];
for (let edge = 0, at = 0; edge < trie.edgeLength.length; edge++) {
  labels.push(trie.labelText.slice(at, at += trie.edgeLength[edge]));
}

// Every rule with its labels from the right: "uk.co". A node with a flag is the end of a rule.
const rules = new Map();
const ascii = label => {
  const mapped = /^[\x21-\x7e]+$/.test(label) ? label : domainToASCII(label);
  if (!/^([a-z0-9_-]+|\*)$/.test(mapped)) {
    throw new Error(`not a label: ${label}`);
  }
  return mapped;
};

function walk(node, path, mark) {
  for (let edge = trie.edgeStart[node]; edge < trie.edgeStart[node + 1]; edge++) {
    const rule = [...path, ascii(labels[edge])];
    const child = trie.edgeChild[edge];
    if (trie.nodeFlags[child] !== 0) {
      rules.set(rule.join('.'), mark);
    }
    walk(child, rule, mark);
  }
}

walk(trie.rulesRoot, [], '');
walk(trie.exceptionsRoot, [], '!');
if (rules.size < 9000 || !rules.has('com') || !rules.has('ck.*') || rules.get('ck.www') !== '!') {
  throw new Error('this is not the list that it should be');
}

const keys = [...rules.keys()].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
const deepest = Math.max(...keys.map(key => key.split('.').length));
const perLine = Math.ceil(keys.length / 300);
const lines = [];
for (let at = 0; at < keys.length; at += perLine) {
  lines.push('        "' + keys.slice(at, at + perLine).map(key => `${key}${rules.get(key)}\\n`).join('') + '"u8');
}

process.stdout.write(`namespace Peregrine;

/// <summary>
/// The list itself, made by eng/public-suffixes on the data of tldts ${version} of ${date}: ${keys.length} rules of both
/// sections. The list is under the Mozilla Public License 2.0; see THIRD-PARTY-NOTICES.
/// </summary>
internal static partial class PublicSuffixes
{
    /// <summary>How many labels the longest rule has.</summary>
    private const int Deepest = ${deepest};

    /// <summary>
    /// One rule a line, its labels from the right, sorted by octets; an exception ends in an exclamation mark. It is data of the
    /// assembly: nothing is read or kept until it is asked, and what is asked is read where it lies.
    /// </summary>
    private static ReadOnlySpan<byte> List =>
${lines.join('\n        + ').replaceAll('+         "', '+ "')};
}
`);
