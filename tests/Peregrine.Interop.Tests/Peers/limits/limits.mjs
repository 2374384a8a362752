// Two servers with the limits that Node's programmers put before their own: two requests in a second, by the address of the client, told in each
// form that the packages have. Prints their addresses and runs until its input ends.
import express from 'express';
import { rateLimit } from 'express-rate-limit';
import Fastify from 'fastify';
import fastifyRateLimit from '@fastify/rate-limit';

const app = express();
const answer = (request, response) => response.json({ ok: true });
const forms = {
  'draft-6': { standardHeaders: 'draft-6', legacyHeaders: false },
  'draft-7': { standardHeaders: 'draft-7', legacyHeaders: false },
  'draft-8': { standardHeaders: 'draft-8', legacyHeaders: false },
  legacy: { standardHeaders: false, legacyHeaders: true },
};
for (const [name, form] of Object.entries(forms)) {
  app.get(`/${name}`, rateLimit({ windowMs: 1000, limit: 2, ...form }), answer);
}

const listening = app.listen(0, '127.0.0.1');
await new Promise((ready) => listening.on('listening', ready));

const fastify = Fastify();
for (const [name, enableDraftSpec] of [['legacy', false], ['draft', true]]) {
  await fastify.register(async (scope) => {
    await scope.register(fastifyRateLimit, { max: 2, timeWindow: 1000, enableDraftSpec });
    scope.get(`/${name}`, async () => ({ ok: true }));
  });
}

await fastify.listen({ port: 0, host: '127.0.0.1' });
console.log(`listening at http://127.0.0.1:${listening.address().port} http://127.0.0.1:${fastify.server.address().port}`);
process.stdin.on('end', () => process.exit()).resume();
