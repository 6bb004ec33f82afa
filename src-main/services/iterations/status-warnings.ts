import type { CampaignStatus, IterationStatus } from '#shared/contract/iterations/status.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { honestValue } from '#shared/domain/metric.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import { toItsError, withDigits } from '#shared/domain/significant-digits.ts';
import { judgeTaskUse } from '#shared/domain/task-use.ts';

/** By how many standard errors a share must miss what it should be before anybody is told. */
const NOTEWORTHY = 3;

/** Coverage of ±1σ by an honest model. */
const ONE_SIGMA_COVERAGE = honestValue('looCoverage1') ?? 0;

/** What an analyst should know about the latest iteration, in sentences. */
export function iterationWarnings(latest: IterationStatus, definition: CampaignDefinition): string[] {
  return [
    ...taskUseWarnings(latest),
    ...crossingWarnings(latest, definition),
    ...definition.contour.flatMap((quantity) => coverageWarnings(latest, quantity)),
    ...definition.contour.flatMap((quantity) => testWarnings(latest, quantity)),
  ];
}

/** What is to be done before the status says anything about the limits as they are. */
export function stateWarnings({
  isStale,
  iterations,
}: Pick<CampaignStatus, 'isStale' | 'iterations'>): string[] {
  const latest = iterations.at(-1);
  if (latest === undefined) return [];
  const warnings: string[] = [];
  if (isStale) {
    warnings.push(
      `limits, bounds or constraints have changed since iteration ${latest.iteration}: fit again for its successor`,
    );
  }
  if (latest.entropy === null) {
    warnings.push(`iteration ${latest.iteration} has no metrics, its fit was interrupted: fit again`);
  }
  return warnings;
}

function taskUseWarnings({ taskUse }: IterationStatus): string[] {
  return Object.entries(taskUse).flatMap(([quantity, { fitted, logDensity }]) => {
    const advice = judgeTaskUse(fitted, logDensity)?.advice ?? null;
    return advice === null ? [] : [`${quantity}: ${advice}`];
  });
}

function crossingWarnings({ crossings }: IterationStatus, { parameters }: CampaignDefinition): string[] {
  return crossings.map(({ lower, upper, share, shareError, examples }) => {
    const [example] = examples;
    const place = parameters.map(({ name, unit }) => {
      const value = example?.[name];
      return value === undefined
        ? ''
        : `${name} ${withDigits(value, 3)}${unit === undefined ? '' : ` ${unit}`}`;
    });
    const where = example === undefined ? '' : `, most at ${place.join(', ')}`;
    const percent = toItsError(100 * share, shareError === null ? null : 100 * shareError);
    return `${lower} lies above ${upper} in ${percent} % of the volume${where}`;
  });
}

function coverageWarnings({ contours, nLow, nHigh }: IterationStatus, quantity: Quantity): string[] {
  const coverage = contours[quantity]?.looCoverage1 ?? null;
  const count = nHigh > 0 ? nHigh : nLow;
  if (coverage === null || count === 0) return [];
  const error = Math.sqrt((ONE_SIGMA_COVERAGE * (1 - ONE_SIGMA_COVERAGE)) / count);
  if (coverage > ONE_SIGMA_COVERAGE - NOTEWORTHY * error) return [];
  const percent = withDigits(100 * coverage, 2);
  return [
    `${quantity}: only ${percent} % of the left-out limits lie within their ±1σ (68 % should): the model is too sure of itself`,
  ];
}

function testWarnings({ contours, confusion }: IterationStatus, quantity: Quantity): string[] {
  const { testError = null, testClaim = null } = contours[quantity] ?? {};
  const counts = confusion[quantity];
  if (testError === null || testClaim === null || counts === undefined) return [];
  const count = Object.values(counts).reduce((sum, value) => sum + value, 0);
  const error = Math.sqrt((testClaim * (1 - testClaim)) / count);
  // One point on the wrong side is not yet a tendency, however small the claim.
  if (testError * count < 2 || testError - testClaim < NOTEWORTHY * error) return [];
  const [wrong, claimed] = [testError, testClaim].map((share) => withDigits(100 * share, 2));
  return [
    `${quantity}: ${wrong} % of the ${count} test points are on the wrong side, where the model claims ${claimed} %`,
  ];
}
