import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRestingStorage, REST_MS } from '#renderer/state/resting-storage.ts';

const NAME = 'contourist.view.test';
let kept: Map<string, string>;
let isFull: boolean;
let page: EventTarget;

beforeEach(() => {
  vi.useFakeTimers();
  kept = new Map();
  isFull = false;
  page = new EventTarget();
  vi.stubGlobal('window', page);
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => {
      if (isFull) throw new DOMException('full', 'QuotaExceededError');
      kept.set(name, text);
    },
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const value = (at: number) => ({ state: { at }, version: 0 });
const written = (): unknown => JSON.parse(kept.get(NAME) ?? 'null');

test('what changes with every frame is written once it rests, and can be read before', () => {
  const storage = createRestingStorage<{ at: number }>();
  for (let at = 0; at < 50; at++) {
    storage.setItem(NAME, value(at));
    vi.advanceTimersByTime(16);
  }
  expect(written()).toBeNull();
  expect(storage.getItem(NAME)).toEqual(value(49));
  vi.advanceTimersByTime(REST_MS);
  expect(written()).toEqual(value(49));
  expect(createRestingStorage().getItem(NAME)).toEqual(value(49));
});

test('a page that goes writes what still waits', () => {
  const storage = createRestingStorage<{ at: number }>();
  storage.setItem(NAME, value(1));
  page.dispatchEvent(new Event('pagehide'));
  expect(written()).toEqual(value(1));
});

test('a full storage, and one that holds no JSON, fail nothing', () => {
  const storage = createRestingStorage<{ at: number }>();
  isFull = true;
  storage.setItem(NAME, value(1));
  expect(() => vi.advanceTimersByTime(REST_MS)).not.toThrow();
  isFull = false;
  storage.setItem(NAME, value(2));
  vi.advanceTimersByTime(REST_MS);
  expect(written()).toEqual(value(2));
  kept.set(NAME, '{');
  expect(createRestingStorage().getItem(NAME)).toBeNull();
});
