import { describe, expect, it } from 'vitest';
import { effectsOf, entryText, valueText } from '#renderer/features/space/change-text.ts';
import { shareText } from '#renderer/features/space/share-text.ts';
import type { SpaceEdit } from '#shared/contract/space/space-methods.ts';

const EDIT: SpaceEdit = {
  changes: [],
  points: { leave: 0, return: 0, outside: 0 },
  pendingOutside: 0,
  isStale: false,
  iterations: 3,
};
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
const effects = (changes: Partial<SpaceEdit>) =>
  effectsOf({ ...EDIT, ...changes }).map(({ kind, text }) => `${kind}: ${plain(text)}`);

describe('what a change of the space does', () => {
  it('is said for points, batches and fits', () => {
    expect(
      effects({ points: { leave: 1, return: 2, outside: 1 }, pendingOutside: 3, isStale: true }),
    ).toEqual([
      'warn: 1 point leaves the space: kept in the file, not fitted, back with wider bounds.',
      'ok: 2 points come back into the space.',
      'warn: 3 points of open batches are outside then: veto them on Batches.',
      'warn: The fits are out of date then. The 3 iterations stay as they were; the next fit sees the new space.',
    ]);
  });

  it('may be nothing', () => {
    expect(effects({})).toEqual(['ok: No point and no fit is touched.']);
  });
});

describe('a change', () => {
  it('names the entry by the symbol of its parameter', () => {
    expect(entryText('m_zp.upper', [{ name: 'm_zp', label: "m_{Z'}" }])).toBe("$m_{Z'}$ upper bound");
    expect(entryText('gx.scale', [{ name: 'gx' }])).toBe('gx scale');
    expect(entryText('coordinates', [])).toBe('model coordinates');
  });

  it('shows values as they are written', () => {
    expect(valueText('["m_zp","ln(gx)"]')).toBe('m_zp\nln(gx)');
    expect(valueText('[]')).toBe('none');
    expect(valueText(null)).toBe('none');
    expect(valueText('4000')).toBe('4000');
    expect(valueText("m_{Z'}")).toBe("m_{Z'}");
    expect(valueText('{"metric":"entropy","below":0.01}')).toBe('metric entropy, below 0.01');
  });
});

describe('a share of the space', () => {
  it('has as many digits as its error allows', () => {
    expect(plain(shareText({ share: 0.76554, error: 0.00042 }))).toBe('76.55 ± 0.04 %');
    expect(plain(shareText({ share: 0.62, error: 0.0041 }))).toBe('62.0 ± 0.4 %');
    expect(plain(shareText({ share: 1, error: 0 }))).toBe('100 %');
  });
});
