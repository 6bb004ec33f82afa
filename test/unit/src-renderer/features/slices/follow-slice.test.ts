import { describe, expect, it } from 'vitest';
import { SliceFollower } from '#renderer/features/slices/slice/follow-slice.ts';
import type { TakenSliceView } from '#shared/contract/slices/slices-methods.ts';

interface Asked {
  readonly key: string;
  readonly resolution: string;
  readonly signal: AbortSignal;
  answer(): Promise<void>;
}

/** A core that answers when the test says so. */
function follower() {
  const asked: Asked[] = [];
  const shown: string[] = [];
  const made = new SliceFollower<{ key: string; drag: string }>({
    ask: ({ key }, resolution, signal) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('cancelled')));
        asked.push({
          key,
          resolution,
          signal,
          answer: async () => {
            resolve({ resolution } as TakenSliceView);
            await new Promise((done) => setTimeout(done));
          },
        });
      }),
    onSlice: ({ resolution }, { key }) => shown.push(`${key} ${resolution}`),
    onFailed: (_, { key }) => shown.push(`${key} failed`),
  });
  const want = (key: string, drag = 'same') => made.follow({ key, drag });
  return { asked, shown, want, made };
}

describe('SliceFollower', () => {
  it('shows a coarse slice first and refines it when it stands', async () => {
    const { asked, shown, want } = follower();
    want('a');
    await asked[0]!.answer();
    await asked[1]!.answer();
    expect(shown).toEqual(['a coarse', 'a full']);
    expect(asked).toHaveLength(2);
  });

  it('shows the slice under way during a drag and skips those between it and the newest', async () => {
    const { asked, shown, want } = follower();
    want('a');
    want('b');
    want('c');
    await asked[0]!.answer();
    expect(asked.map(({ key, resolution }) => `${key} ${resolution}`)).toEqual(['a coarse', 'c coarse']);
    await asked[1]!.answer();
    expect(shown).toEqual(['a coarse', 'c coarse']);
    expect(asked[2]).toMatchObject({ key: 'c', resolution: 'full' });
  });

  it('cancels the refinement of a slice that is out of date', async () => {
    const { asked, shown, want } = follower();
    want('a');
    await asked[0]!.answer();
    want('b');
    expect(asked[1]!.signal.aborted).toBe(true);
    await asked[2]!.answer();
    expect(shown).toEqual(['a coarse', 'b coarse']);
  });

  it('cancels even a coarse slice when more than a slider has changed', async () => {
    const { asked, shown, want } = follower();
    want('a');
    want('b', 'other axes');
    expect(asked[0]!.signal.aborted).toBe(true);
    await asked[1]!.answer();
    expect(shown).toEqual(['b coarse']);
  });

  it('shows nothing any more after it was stopped', async () => {
    const { asked, shown, want, made } = follower();
    want('a');
    made.stop();
    await asked[0]!.answer();
    expect(shown).toEqual([]);
  });
});
