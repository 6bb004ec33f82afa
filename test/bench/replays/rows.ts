/** One row of the table of replays: a published scan, how it is replayed, and what issue and literature ask of it. */
export interface ReplayRow {
  readonly name: string;
  readonly title: string;
  /** Folder of ../shared/data with its points.csv. */
  readonly data: string;
  /** NAME.campaign.yaml and NAME.mapping.yaml of this folder. */
  readonly campaign: string;
  readonly mapping: string;
  /** How many of the scan's rows take part, a seeded choice; all by default. */
  readonly thinnedTo?: number;
  readonly initial: number;
  readonly batch: number;
  readonly until: number;
  /** Shares of right points whose evaluations are counted. */
  readonly shares: readonly [number, number];
  /** Evaluations to reach by the better of sur and batch-entropy. */
  readonly target: readonly [number, number];
}

export const REPLAY_ROWS: readonly ReplayRow[] = [
  {
    name: 'wh',
    title: 'CMS-SUS-21-008 WH',
    data: 'cms-sus-21-008-wh',
    campaign: 'wh',
    mapping: 'wh',
    initial: 8,
    batch: 4,
    until: 80,
    shares: [0.98, 0.99],
    target: [28, 40],
  },
  {
    name: 'wh-coordinates',
    title: 'the same, m_nlsp and ln(m_nlsp − m_lsp + 1)',
    data: 'cms-sus-21-008-wh',
    campaign: 'wh-coordinates',
    mapping: 'wh',
    initial: 8,
    batch: 4,
    until: 80,
    shares: [0.98, 0.99],
    target: [16, 18],
  },
  {
    name: 'gg',
    title: 'ATLAS-SUSY-2015-06 g̃g̃',
    data: 'atlas-susy-2015-06-gg-direct',
    campaign: 'gg',
    mapping: 'gg',
    initial: 8,
    batch: 4,
    until: 60,
    shares: [0.97, 0.98],
    target: [20, 22],
  },
  {
    name: 't2qq',
    title: 'CMS-SUS-19-005 t2qq, 3-D',
    data: 'cms-sus-19-005-t2qq-llp-3d',
    campaign: 't2qq',
    mapping: 't2qq',
    initial: 16,
    batch: 8,
    until: 160,
    shares: [0.98, 0.99],
    target: [32, 40],
  },
  {
    // The target was measured on this many of the scan's points, the evaluated ones among them.
    name: 't2qq-thinned',
    title: 'the same, 2,500 of its 14,593 points',
    data: 'cms-sus-19-005-t2qq-llp-3d',
    campaign: 't2qq',
    mapping: 't2qq',
    thinnedTo: 2500,
    initial: 16,
    batch: 8,
    until: 160,
    shares: [0.98, 0.99],
    target: [32, 40],
  },
  {
    name: 'dark-higgs-uniform',
    title: 'dark Higgs grid, 4-D',
    data: 'darkhiggs-4d-uniform',
    campaign: 'dark-higgs-uniform',
    mapping: 'dark-higgs',
    initial: 30,
    batch: 20,
    until: 250,
    shares: [0.98, 0.99],
    target: [110, 130],
  },
  {
    name: 'dark-higgs-lhs',
    title: 'dark Higgs hypercube, 4-D',
    data: 'darkhiggs-4d-lhs',
    campaign: 'dark-higgs-lhs',
    mapping: 'dark-higgs',
    initial: 30,
    batch: 20,
    until: 330,
    shares: [0.97, 0.98],
    target: [100, 120],
  },
  {
    name: 'dark-higgs-lhs-coordinates',
    title: 'the same, asinh((m_zp − 2 m_dm)/300)',
    data: 'darkhiggs-4d-lhs',
    campaign: 'dark-higgs-lhs-coordinates',
    mapping: 'dark-higgs',
    initial: 30,
    batch: 20,
    until: 330,
    shares: [0.97, 0.98],
    target: [70, 90],
  },
  {
    name: 'monophoton-coordinates',
    title: 'ATLAS-EXOT-2016-32 γ, m_med and ±√(m_med − 2 m_dm)',
    data: 'atlas-exot-2016-32-monophoton',
    campaign: 'monophoton-coordinates',
    mapping: 'monophoton',
    initial: 8,
    batch: 4,
    until: 60,
    shares: [0.97, 0.98],
    target: [12, 16],
  },
];
