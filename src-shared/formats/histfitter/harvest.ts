import { type Cell, parseNumber } from '../cell.ts';
import type { FormatContent } from '../format.ts';
import type { KnownColumns, TableRow } from '../table.ts';

/**
 * What a harvest list has for every point, in the order of its text form (`summary_harvest_tree_description.py`); the
 * parameters and `nofit` follow.
 */
export const HARVEST_COLUMNS: readonly string[] = (
  'p0 p1 CLs mode nexp seed CLsexp fID sigma0 sigma1 clsu1s clsd1s clsu2s clsd2s p0exp p0u1s p0d1s p0u2s p0d2s ' +
  'upperLimit upperLimitEstimatedError expectedUpperLimit expectedUpperLimitPlus1Sig expectedUpperLimitPlus2Sig ' +
  'expectedUpperLimitMinus1Sig expectedUpperLimitMinus2Sig xsec excludedXsec ' +
  'covqual dodgycov failedcov failedfit failedp0 failedstatus fitstatus'
).split(' ');

/** Columns of limits by quantity. In a harvest list u1s is the larger CLs, so the weaker exclusion: +1σ. */
const LIMITS = {
  obs: 'upperLimit',
  exp: 'expectedUpperLimit',
  exp_p1: 'expectedUpperLimitPlus1Sig',
  exp_m1: 'expectedUpperLimitMinus1Sig',
  exp_p2: 'expectedUpperLimitPlus2Sig',
  exp_m2: 'expectedUpperLimitMinus2Sig',
} as const;

const FAILURES = ['failedfit', 'failedcov', 'failedstatus', 'nofit'] as const;

/** What is known of the rows of a harvest list besides their columns. */
interface HarvestAbout {
  readonly known: KnownColumns;
  readonly warnings: NonNullable<FormatContent['warnings']>;
}

/**
 * What the rows of a harvest list say of themselves: whether their upper limits are on μ or on the cross section, which
 * HistFitter does not say; which are missing; which fits failed.
 *
 * A point is excluded where CLs < 0.05 and where its limit on μ is below 1, so both readings are held against CLs.
 */
export function aboutHarvest(
  rows: readonly TableRow[],
  columns: readonly string[],
  fileName: string,
): HarvestAbout {
  const at = new Map(columns.map((name, index) => [name, index]));
  const value = (cells: readonly Cell[], name: string): number =>
    parseNumber(cells[at.get(name) ?? -1] ?? '') ?? Number.NaN;
  const count = { rows: rows.length, limits: 0, mu: 0, sigma: 0, compared: 0, failed: 0, poor: 0 };
  for (const { cells } of rows) {
    const limit = value(cells, LIMITS.obs);
    if (FAILURES.some((name) => value(cells, name) > 0)) count.failed++;
    if (value(cells, 'covqual') >= 0 && value(cells, 'covqual') < 3) count.poor++;
    if (!(limit > 0)) continue;
    count.limits++;
    const [cls, sigma] = [value(cells, 'CLs'), value(cells, 'xsec')];
    if (!(cls > 0 && sigma > 0)) continue;
    count.compared++;
    if (limit < 1 === cls < 0.05) count.mu++;
    if (limit < sigma === cls < 0.05) count.sigma++;
  }
  const parameters = columns.filter((name) => !HARVEST_COLUMNS.includes(name) && name !== 'nofit');
  const warnings = [...variationOf(fileName), ...troubles(count)];
  if (count.limits === 0) {
    const why = 'has no upper limits: they were not computed (−1). It has CLs, which are no limits';
    const how = 'a mapping with limit: { kind: cls } estimates ln μ from them';
    return {
      known: { quantities: LIMITS, parameters, limit: { kind: 'mu' } },
      warnings: [...warnings, `The harvest list ${why}; ${how}.`],
    };
  }
  const isSigma = count.sigma > count.mu;
  if (count.compared > 0) {
    const agree = isSigma ? count.sigma : count.mu;
    const what = isSigma ? 'cross sections in the unit of xsec' : 'μ';
    warnings.push(
      `The upper limits are read as ${what}: so ${agree} of ${count.compared} rows agree with their CLs (as ${
        isSigma ? 'μ' : 'cross sections'
      }: ${isSigma ? count.mu : count.sigma}).`,
    );
  } else warnings.push('The upper limits are read as μ: there is no cross section to tell otherwise.');
  return {
    known: {
      quantities: LIMITS,
      parameters,
      // The unit cancels: both are in the one that the list was made with.
      limit: isSigma ? { kind: 'sigma', unit: 'fb', theory: { column: 'xsec', unit: 'fb' } } : { kind: 'mu' },
    },
    warnings,
  };
}

function variationOf(fileName: string): string[] {
  const found = /SigXSec(Up|Down)/i.exec(fileName);
  if (found === null) return [];
  const direction = found[1]?.toLowerCase();
  return [
    `The name says that the cross section was varied ${direction} by its uncertainty: the limits are those of the file with Nominal in its name.`,
  ];
}

function troubles({ failed, poor, rows }: { failed: number; poor: number; rows: number }): string[] {
  const of = `of ${rows} rows`;
  return [
    ...(failed > 0
      ? [
          `${failed} ${of} say that a fit failed (${FAILURES.join(', ')}); where: { failedfit: 0 } in a mapping leaves such rows out.`,
        ]
      : []),
    ...(poor > 0 ? [`${poor} ${of} have a poor covariance matrix (covqual below 3).`] : []),
  ];
}
