import { expect, test } from 'vitest';
import { messageFlaw } from '#shared/contract/message-bounds.ts';

const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));

test('a message as windows send it passes', () => {
  expect(
    messageFlaw({ kind: 'call', id: 1, method: 'm', input: { a: [1, null, 'x'], b: undefined } }),
  ).toBeNull();
});

test('one nested 100,000 deep, in a cycle or in many places is found without recursion', () => {
  expect(messageFlaw(nested(100_000))).toBe('too deep');
  const cycle: unknown[] = [];
  cycle.push(cycle);
  expect(messageFlaw(cycle)).toBe('too deep');
  // 2^40 values, were they walked one by one.
  let shared: unknown = 1;
  for (let i = 0; i < 40; i++) shared = [shared, shared];
  expect(messageFlaw(shared)).toBe('too large');
});

test('what JSON cannot write is found', () => {
  expect(messageFlaw({ input: 1n })).toBe('not JSON');
});
