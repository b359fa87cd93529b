import { accessSync, constants } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const FEW = 10; // below, a 99th percentile says nothing
const MANY = 5000;

export function read_options(args) {
  const { values } = parseArgs({ args, options: { orders: { type: 'string', default: '200' }, json: { type: 'string' } } });
  const orders = Number(values.orders);
  if (!Number.isInteger(orders) || orders < FEW || orders > MANY) throw new Error(`--orders is a whole number from ${FEW} to ${MANY}`);
  const json = values.json && resolve(values.json);
  if (json) accessSync(dirname(json), constants.W_OK);
  return { orders, json };
}
