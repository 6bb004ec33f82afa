import { type BandPair, type Quantity, quantitySchema } from './quantity.ts';
import type { TaskUse } from './task-use.ts';

/**
 * The keys that rows of metrics are stored under, and the only place that writes and reads them. Names of parameters hold
 * neither `/` nor `>`, and none is called like a quantity.
 */

/** `exp`, `m_zp` or `exp/m_zp`: of a contour quantity, of a parameter (their mean over the quantities), of both. */
export function contourKey(of: { readonly quantity?: Quantity; readonly parameter?: string }): string {
  return [of.quantity, of.parameter].filter((part) => part !== undefined).join('/');
}

/** A quantity's results of a batch: `b3/exp`. */
export function returnedKey(batch: number, quantity: Quantity): string {
  return `b${batch}/${quantity}`;
}

/** @throws ZodError for a text that `returnedKey` did not write, as all readers here */
export function readReturnedKey(key: string): { batch: number; quantity: Quantity } {
  const [batch = '', quantity] = key.split('/');
  return { batch: Number(batch.slice(1)), quantity: quantitySchema.parse(quantity) };
}

/** Two edges of the band in the wrong order: `exp_m1>exp`. */
export function crossingKey({ lower, upper }: BandPair): string {
  return `${lower}>${upper}`;
}

export function readCrossingKey(key: string): BandPair {
  const [lower, upper] = key.split('>');
  return { lower: quantitySchema.parse(lower), upper: quantitySchema.parse(upper) };
}

/** A parameter's value at an example of a crossing, examples counted from 1: `exp_m1>exp/1/m_zp`. */
export function crossingExampleKey(pair: BandPair, example: number, parameter: string): string {
  return `${crossingKey(pair)}/${example}/${parameter}`;
}

/** A way of using the tasks: `exp/own`. */
export function taskUseKey(quantity: Quantity, use: TaskUse): string {
  return `${quantity}/${use}`;
}
