/** A campaign from the first import to the stop advice, with a finished scan in the place of the grid. */
export interface LoopRow {
  readonly name: string;
  readonly title: string;
  /** Folder of the published data; null for the synthetic search. */
  readonly data: string | null;
  readonly parameters: readonly string[];
  /** Low-fidelity limits that are known from the start; the rest of the scan has none. */
  readonly lowCount: number;
  readonly batch: number;
  readonly iterations: number;
  /**
   * What stands in for a job: `lattice` looks the point up and fails where the scan has none; `interpolate` puts
   * a plane through the scan's nearest points; `formula` measures the synthetic search.
   */
  readonly oracle: 'lattice' | 'interpolate' | 'formula';
}

export const LOOP_ROWS: readonly LoopRow[] = [
  {
    name: 'synthetic-4d',
    title: 'synthetic dark Higgs search, 4-D',
    data: null,
    parameters: ['m_zp', 'm_dm', 'm_s', 'gx'],
    lowCount: 300,
    batch: 20,
    iterations: 6,
    oracle: 'formula',
  },
  {
    name: 'wh',
    title: 'CMS-SUS-21-008, WH: mu_exp as low for mu_obs',
    data: 'cms-sus-21-008-wh',
    parameters: ['m_nlsp', 'm_lsp'],
    lowCount: 200,
    batch: 8,
    iterations: 6,
    oracle: 'lattice',
  },
  {
    name: 'monosbb',
    title: 'dark Higgs mono-s(bb), 2-D: mu_exp_b for mu_exp',
    data: 'darkhiggs-monosbb-2d',
    parameters: ['m_zp', 'm_s'],
    lowCount: 42,
    batch: 4,
    iterations: 5,
    oracle: 'interpolate',
  },
  {
    name: 'gg',
    title: 'ATLAS-SUSY-2015-06, gluinos: cross sections for ul_obs',
    data: 'atlas-susy-2015-06-gg-direct',
    parameters: ['m_gluino', 'm_lsp'],
    lowCount: 80,
    batch: 6,
    iterations: 6,
    oracle: 'interpolate',
  },
];
