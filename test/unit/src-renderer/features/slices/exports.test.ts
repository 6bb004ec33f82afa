import { describe, expect, it } from 'vitest';
import { contourCsv } from '#renderer/features/slices/export/contour-csv.ts';
import { splitForPdf } from '#renderer/features/slices/export/split-for-pdf.ts';
import { readContourFile } from '#shared/contour-files/read-contour-file.ts';
import { viewOfSlice } from '#shared/figures/slice-view.ts';
import { syntheticSlice } from '../../../src-shared/figures/synthetic-slice.ts';

describe('contourCsv', () => {
  it('comes back as the same contours when it is laid over a slice', () => {
    const view = viewOfSlice(syntheticSlice());
    const read = readContourFile(contourCsv(view), 'contours.csv', { x: 'm_zp', y: 'gx' });
    const obs = read.find(({ label }) => label === 'obs');
    expect(obs?.lines).toEqual(view.quantities.obs?.lines);
    expect(read.map(({ label }) => label)).toEqual(['obs', 'exp', 'exp_p1', 'exp_m1', 'obs_theory']);
  });
});

describe('splitForPdf', () => {
  it('leaves to the PDF what its own faces have, and takes Greek and signs elsewhere', () => {
    expect(splitForPdf('Expected ±1σ', null)).toEqual([
      { text: 'Expected ±1', family: null, scale: 1, rise: 0 },
      { text: 'σ', family: 'KaTeX_Math', scale: 1, rise: 0 },
    ]);
    expect(splitForPdf('−0.5', null).map(({ family }) => family)).toEqual(['KaTeX_Main', null]);
  });

  it('raises exponents and comes back to the line', () => {
    const pieces = splitForPdf('10⁻²', null);
    expect(
      pieces
        .map(({ text }) => text)
        .join('')
        .trim(),
    ).toBe('10−2');
    expect(pieces.reduce((sum, { rise }) => sum + rise, 0)).toBeCloseTo(0, 12);
  });
});
