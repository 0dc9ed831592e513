// Takes events over HTTP and queues them. 201 means that Redis has the job on disk (appendfsync always).
import { Queue } from 'bullmq';
import express from 'express';
import { QUEUE, connection } from './queue.js';

const queue = new Queue(QUEUE, {
  connection,
  defaultJobOptions: {
    attempts: 5,
    backoff: { type: 'exponential', delay: 1_000 },
    // as BullMQ's guide on auto-removal of jobs has it
    removeOnComplete: { age: 3_600, count: 1_000 },
    removeOnFail: { age: 24 * 3_600 },
  },
});

const app = express();
app.disable('x-powered-by');
app.use(express.json());

app.post('/events', async (request, response) => {
  const { email, externalId, ctx } = request.body ?? {};
  if (typeof email !== 'string' || typeof externalId !== 'string' || typeof ctx !== 'object') {
    response.status(400).json({ error: 'email, externalId and ctx are required' });
    return;
  }
  const job = await queue.add('order', { email, externalId, ctx });
  response.status(201).json({ id: job.id });
});

// open: accepted and not yet sent; failed: given up
app.get('/stats', async (_request, response) => {
  const [counts, workers] = await Promise.all([
    queue.getJobCounts('waiting', 'active', 'delayed', 'prioritized', 'failed'),
    queue.getWorkersCount(),
  ]);
  const { failed, ...open } = counts;
  response.json({
    ready: workers > 0,
    open: Object.values(open).reduce((sum, count) => sum + count, 0),
    failed,
  });
});

const server = app.listen(Number(process.env.HTTP_PORT), '127.0.0.1');

process.once('SIGTERM', async () => {
  server.close();
  server.closeAllConnections();
  await queue.close();
});
