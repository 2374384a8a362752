// s3rver on a free port, with one bucket and its files in the folder that is its argument. Prints where it listens, and runs until its input ends.
import S3rver from 's3rver';

const server = new S3rver({
  address: '127.0.0.1', port: 0, silent: true, directory: process.argv[2], configureBuckets: [{ name: 'bucket' }],
});
const { port } = await server.run();
console.log(`listening at http://127.0.0.1:${port}`);
process.stdin.on('end', () => process.exit()).resume();
