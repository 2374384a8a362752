// The blob service of azurite, on a free port, with its files in the folder that is its argument. Prints where it listens, and runs until its
// input ends. No request leaves this machine: its telemetry is off.
const folder = process.argv[2];
process.argv.push(
  '--blobHost', '127.0.0.1', '--blobPort', '0', '--location', folder, '--silent', '--disableTelemetry', '--skipApiVersionCheck');
process.argv.splice(2, 1);
const say = console.log;
console.log = (text) => {
  const listening = /successfully listens on (\S+)/.exec(text);
  if (listening) say(`listening at ${listening[1]}`);
};
await import('azurite/dist/src/blob/main.js');
process.stdin.on('end', () => process.exit()).resume();
