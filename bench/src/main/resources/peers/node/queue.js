import { readFileSync } from 'node:fs';
import { join } from 'node:path';

// what the server and the worker have to agree on
export const QUEUE = 'order-mails';
export const connection = { host: '127.0.0.1', port: Number(process.env.REDIS_PORT) };

export function readTemplate(name) {
  return readFileSync(join(process.env.TEMPLATES, name), 'utf8');
}
