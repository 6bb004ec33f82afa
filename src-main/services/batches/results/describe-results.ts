import type { ReadableCampaign } from '#main/store/campaign-connection.ts';
import { readDefinition } from '#main/store/definition-repository.ts';
import type { Elsewhere, Incomplete, ResultsReport } from '#shared/contract/batches/results.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import { parametersOf } from '../describe-batch.ts';
import { countOutcomes, type Outcome } from './join-results.ts';
import { type ReadResults, rejectedResults } from './read-results.ts';

/** What became of a results file, as it leaves the program. */
export function describeResults(results: ReadResults): ResultsReport {
  const { campaign, file, reading, outcomes, missing } = results;
  const { quantities } = readDefinition(campaign);
  const idsOf = (kind: 'joined' | 'late'): string[] =>
    outcomes.flatMap((outcome) => (outcome.kind === kind ? [outcome.point.id] : []));
  return {
    ...countOutcomes(outcomes),
    missing: missing.length,
    unreadable: reading.rejected.length,
    points: {
      joined: idsOf('joined'),
      failed: outcomes.flatMap((outcome) =>
        outcome.kind === 'failed' ? [{ id: outcome.point.id, reason: outcome.reason }] : [],
      ),
      late: idsOf('late'),
      missing: missing.map(({ id }) => id),
      elsewhere: outcomes.flatMap((outcome) => {
        const elsewhere = whereElsewhere(campaign, outcome);
        return elsewhere === null || !('point' in outcome) ? [] : [{ id: outcome.point.id, ...elsewhere }];
      }),
      incomplete: outcomes.flatMap((outcome) => {
        const incomplete = whatLacks(quantities, outcome);
        return incomplete === null || !('point' in outcome) ? [] : [{ id: outcome.point.id, ...incomplete }];
      }),
    },
    rejected: rejectedResults(results).map(({ rowText: _, ...cell }) => ({ file: file.path, ...cell })),
    findings: [...reading.findings],
    warnings: [...reading.warnings],
    suggestions: [...reading.suggestions],
  };
}

/** Where the point of a row was asked for and where it was evaluated; null where that is the same place. */
export function whereElsewhere(campaign: ReadableCampaign, outcome: Outcome): Elsewhere | null {
  if (!('isElsewhere' in outcome) || !outcome.isElsewhere) return null;
  const names = readDefinition(campaign).parameters.map(({ name }) => name);
  return { asked: parametersOf(outcome.point, names), measured: parametersOf(outcome, names) };
}

/** What of the campaign's quantities a result is taken without; null where it has all, or is not taken. */
export function whatLacks(quantities: readonly Quantity[], { kind, row }: Outcome): Incomplete | null {
  if (kind !== 'joined' && kind !== 'late') return null;
  const kept = row.limits.map(({ quantity }) => quantity);
  const lacks = quantities.filter((quantity) => !kept.includes(quantity));
  return lacks.length === 0 ? null : { kept, lacks };
}
