import { describe, expect, it } from 'vitest';
import { contourCsv } from '#renderer/features/slices/export/contour-csv.ts';
import { readContourFile } from '#shared/contour-files/read-contour-file.ts';
import { syntheticSlice, viewOfSlice } from '../../../src-shared/figures/synthetic-slice.ts';

describe('contourCsv', () => {
  it('comes back as the same contours when it is laid over a slice', async () => {
    const view = viewOfSlice(syntheticSlice());
    const bytes = new TextEncoder().encode(contourCsv(view));
    const read = await readContourFile({ name: 'contours.csv', bytes }, { x: 'm_zp', y: 'gx' });
    const obs = read.find(({ label }) => label === 'obs');
    expect(obs?.lines).toEqual(view.quantities.obs?.lines);
    expect(read.map(({ label }) => label)).toEqual(['obs', 'exp', 'exp_p1', 'exp_m1', 'obs_theory']);
  });
});
