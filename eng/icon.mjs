// Draws eng/icon.png from eng/icon.svg: node eng/icon.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';

const size = 128; // Also the side of the view box.
const fine = 8; // Each pixel is the mean of 8 × 8 points.
const folder = new URL('.', import.meta.url);

/** The corners of a path: M, L, C and Z with absolute coordinates, each curve in 24 straight pieces. */
function corners(path) {
  const points = [];
  for (const [, command, text] of path.matchAll(/([MLCZ])([^MLCZ]*)/g)) {
    const n = text.trim().split(/[\s,]+/).filter(Boolean).map(Number);
    for (let i = 0; i < n.length; i += command === 'C' ? 6 : 2) {
      if (command !== 'C') {
        points.push([n[i], n[i + 1]]);
        continue;
      }
      const [x, y] = points.at(-1);
      for (let step = 1; step <= 24; step++) {
        const t = step / 24, u = 1 - t;
        const along = (a, b, c, d) => u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d;
        points.push([along(x, n[i], n[i + 2], n[i + 4]), along(y, n[i + 1], n[i + 3], n[i + 5])]);
      }
    }
  }
  return points;
}

/** How much of each pixel a shape covers, from 0 to 1. */
function coverage(points) {
  const covered = new Float64Array(size * size);
  for (let line = 0; line < size * fine; line++) {
    const y = (line + 0.5) / fine;
    const crossings = points.flatMap(([x1, y1], i) => {
      const [x2, y2] = points[(i + 1) % points.length];
      return (y1 <= y) === (y2 <= y) ? [] : [x1 + (y - y1) / (y2 - y1) * (x2 - x1)];
    }).sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      for (let column = Math.ceil(crossings[i] * fine - 0.5); column < crossings[i + 1] * fine - 0.5; column++) {
        if (column >= 0 && column < size * fine) covered[(line / fine | 0) * size + (column / fine | 0)] += 1 / (fine * fine);
      }
    }
  }
  return covered;
}

/** Puts a colour over what is there, as far as it covers it. */
function paint(pixels, colour, covered) {
  covered.forEach((part, at) => {
    const below = pixels[at], alpha = part + below[3] * (1 - part);
    if (part > 0) pixels[at] = [...colour.map((c, i) => (c * part + below[i] * below[3] * (1 - part)) / alpha), alpha];
  });
}

function chunk(type, data) {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(named.length + 8);
  whole.writeUInt32BE(data.length, 0);
  named.copy(whole, 4);
  whole.writeUInt32BE(crc32(named), named.length + 4);
  return whole;
}

function png(pixels) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 6], 8); // Eight bits each of red, green, blue and alpha.
  const rows = Array.from({ length: size }, (_, y) =>
    [0, ...pixels.slice(y * size, (y + 1) * size).flatMap(([r, g, b, a]) => [r, g, b, a * 255].map(Math.round))]);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.from(rows.flat()), { level: 9 })), chunk('IEND', Buffer.alloc(0)),
  ]);
}

const pixels = Array.from({ length: size * size }, () => [0, 0, 0, 0]);
for (const [, fill, path] of readFileSync(new URL('icon.svg', folder), 'utf8').matchAll(/<path fill="#(\w{6})" d="([^"]+)"/g)) {
  paint(pixels, [0, 2, 4].map(i => parseInt(fill.slice(i, i + 2), 16)), coverage(corners(path)));
}
writeFileSync(new URL('icon.png', folder), png(pixels));
