import type { CampaignStatus, IterationStatus } from '#shared/contract/iterations/status.ts';
import { countTestPoints } from '#shared/contract/iterations/status.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { honestValue } from '#shared/domain/metric.ts';
import { judgePulls } from '#shared/domain/pull-findings.ts';
import { type Quantity, quantitySchema } from '#shared/domain/quantity.ts';
import type { StatusWarning } from '#shared/domain/status-warning.ts';

/** By how many standard errors a share must miss what it should be before anybody is told. */
const NOTEWORTHY = 3;

/** Coverage of ±1σ by an honest model. */
const ONE_SIGMA_COVERAGE = honestValue('looCoverage1') ?? 0;

/** What an analyst should know about the latest iteration. */
export function iterationWarnings(latest: IterationStatus, definition: CampaignDefinition): StatusWarning[] {
  return [
    ...lowFidelityWarnings(latest),
    ...taskUseWarnings(latest),
    ...crossingWarnings(latest, definition),
    ...definition.contour.flatMap((quantity) => coverageWarnings(latest, quantity)),
    ...definition.contour.flatMap((quantity) => testWarnings(latest, quantity)),
    ...definition.contour.flatMap((quantity) => pullWarnings(latest, quantity)),
    ...definition.contour.flatMap((quantity) => extrapolationWarnings(latest, quantity)),
  ];
}

/** What is to be done before the status says anything about the limits as they are. */
export function stateWarnings({
  isStale,
  iterations,
}: Pick<CampaignStatus, 'isStale' | 'iterations'>): StatusWarning[] {
  const latest = iterations.at(-1);
  if (latest === undefined) return [];
  const warnings: StatusWarning[] = [];
  if (isStale) {
    warnings.push({ code: 'stale', iteration: latest.iteration });
  }
  if (latest.entropy === null) {
    warnings.push({ code: 'not-judged', iteration: latest.iteration });
  }
  return warnings;
}

function lowFidelityWarnings({ iteration, nLow, nHigh }: IterationStatus): StatusWarning[] {
  return nHigh > 0 ? [] : [{ code: 'low-fidelity-alone', iteration, low: nLow }];
}

function taskUseWarnings({ taskUse }: IterationStatus): StatusWarning[] {
  return Object.entries(taskUse).flatMap(([quantity, verdict]) =>
    verdict.best === verdict.fitted
      ? []
      : [{ code: 'task-use', quantity: quantitySchema.parse(quantity), verdict }],
  );
}

function crossingWarnings(
  { crossings }: IterationStatus,
  { parameters }: CampaignDefinition,
): StatusWarning[] {
  return crossings.map(({ lower, upper, share, shareError, examples: [deepest] }) => {
    const example = parameters.flatMap(({ name, unit }) => {
      const value = deepest?.[name];
      return value === undefined ? [] : [{ parameter: name, value, ...(unit !== undefined && { unit }) }];
    });
    return { code: 'crossing', lower, upper, share, shareError, example };
  });
}

function coverageWarnings({ contours, nLow, nHigh }: IterationStatus, quantity: Quantity): StatusWarning[] {
  const coverage = contours[quantity]?.looCoverage1 ?? null;
  const count = nHigh > 0 ? nHigh : nLow;
  if (coverage === null || count === 0) return [];
  const error = Math.sqrt((ONE_SIGMA_COVERAGE * (1 - ONE_SIGMA_COVERAGE)) / count);
  if (coverage > ONE_SIGMA_COVERAGE - NOTEWORTHY * error) return [];
  return [{ code: 'overconfident', quantity, coverage }];
}

function testWarnings({ contours, confusion }: IterationStatus, quantity: Quantity): StatusWarning[] {
  const { testError = null, testClaim = null } = contours[quantity] ?? {};
  const count = countTestPoints(confusion[quantity]);
  if (testError === null || testClaim === null || count === 0) return [];
  const error = Math.sqrt((testClaim * (1 - testClaim)) / count);
  // One point on the wrong side is not yet a tendency, however small the claim.
  if (testError * count < 2 || testError - testClaim < NOTEWORTHY * error) return [];
  return [{ code: 'test-points', quantity, count, error: testError, claim: testClaim }];
}

/** Shares of the volume and of the contour from which on extrapolation is told. */
const MUCH_VOLUME = 0.2;
const MUCH_CONTOUR = 0.05;

function extrapolationWarnings({ contours }: IterationStatus, quantity: Quantity): StatusWarning[] {
  const { extrapolated = null, contourExtrapolated = null } = contours[quantity] ?? {};
  if (extrapolated === null) return [];
  if (extrapolated < MUCH_VOLUME && (contourExtrapolated ?? 0) < MUCH_CONTOUR) return [];
  return [{ code: 'extrapolation', quantity, volume: extrapolated, contour: contourExtrapolated }];
}

function pullWarnings(
  { contours, confusion, nLow, nHigh }: IterationStatus,
  quantity: Quantity,
): StatusWarning[] {
  const judged = contours[quantity];
  if (judged === undefined) return [];
  const { testPullMean, testPullRms, looPullMean, looPullRms } = judged;
  const pulls = [
    { of: 'test', count: countTestPoints(confusion[quantity]), mean: testPullMean, rms: testPullRms },
    { of: 'left-out', count: nHigh > 0 ? nHigh : nLow, mean: looPullMean, rms: looPullRms },
  ] as const;
  return pulls.flatMap(({ of, count, mean, rms }): StatusWarning[] => {
    if (rms === null) return [];
    const found = judgePulls(count, mean, rms);
    return found.findings.length === 0 ? [] : [{ code: 'pulls', quantity, of, ...found }];
  });
}
