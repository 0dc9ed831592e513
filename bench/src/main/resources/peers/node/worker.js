// Takes queued events, renders their mail and sends it; a job is completed when the mail server has the mail.
import { Worker } from 'bullmq';
import Handlebars from 'handlebars';
import nodemailer from 'nodemailer';
import { QUEUE, connection, readTemplate } from './queue.js';

const CONCURRENCY = Number(process.env.CONCURRENCY);

Handlebars.registerHelper('eq', function (left, right, options) {
  return left === right ? options.fn(this) : options.inverse(this);
});
const html = Handlebars.compile(readTemplate('order.html.hbs'));
const text = Handlebars.compile(readTemplate('order.txt.hbs'), { noEscape: true });

const transport = nodemailer.createTransport({
  pool: true,
  host: '127.0.0.1',
  port: Number(process.env.SMTP_PORT),
  secure: false,
  maxConnections: 20,
  maxMessages: Infinity,
});

async function send({ data: { email, externalId, ctx } }) {
  await transport.sendMail({
    from: { name: 'Herald', address: 'orders@herald.example' },
    to: email,
    subject: `Number ${externalId}`,
    html: html(ctx),
    text: text(ctx),
  });
}

const worker = new Worker(QUEUE, send, { connection, concurrency: CONCURRENCY });
worker.on('error', (error) => console.error(error));
worker.on('failed', (job, error) => console.error(`job ${job?.id}: ${error.message}`));

process.once('SIGTERM', async () => {
  await worker.close();
  transport.close();
});
