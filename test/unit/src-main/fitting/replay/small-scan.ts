import type { LimitTable, ScanData } from '#main/fitting/replay/scan.ts';
import { parseCampaignYaml } from '#shared/domain/campaign-yaml.ts';

const DEFINITION = parseCampaignYaml(
  `name: A disc
parameters:
  - { name: a, lower: 0, upper: 1 }
  - { name: b, lower: 0, upper: 1 }
quantities: [exp, obs]
contour: exp
`,
  'campaign.yaml',
);

/** ln μ = 3 (√(a² + b²) − 0.7): excluded within a quarter disc. */
const disc = (a: number, b: number) => 3 * (Math.hypot(a, b) - 0.7);

/** A finished scan on a grid; its cheap task is the same, tilted, on every point of a coarser grid. */
export function smallScan(levels = 9, lowLevels: number | null = null): ScanData {
  return {
    definition: DEFINITION,
    high: table(levels, disc),
    low: lowLevels === null ? null : table(lowLevels, (a, b) => 0.9 * disc(a, b) + 0.2 * a - 0.3),
  };
}

function table(levels: number, lnMu: (a: number, b: number) => number): LimitTable {
  const count = levels ** 2;
  const theta = Float64Array.from({ length: 2 * count }, (_, index) => {
    const row = index >> 1;
    const level = index % 2 === 0 ? row % levels : Math.floor(row / levels);
    return level / (levels - 1);
  });
  const y = Float64Array.from({ length: count }, (_, row) => lnMu(theta[2 * row], theta[2 * row + 1]));
  return { count, theta, quantities: [{ quantity: 'exp', y, knownVariance: new Float64Array(count) }] };
}
