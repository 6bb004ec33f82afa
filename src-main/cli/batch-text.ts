import type { BatchReport } from '#shared/contract/batches/batch.ts';
import { failureText, knownPlaceText, shortfallText } from '#shared/domain/batch-reason.ts';
import { failuresText } from '#shared/domain/failure-region.ts';
import { shortNumber, textTable } from './text-table.ts';

/** A batch for a person: a sentence, and a row a point with its reason. */
export function batchText({ batch, method, seed, requested, reason, failures, points }: BatchReport): string {
  const names = Object.keys(points[0]?.parameters ?? {});
  const isWeighed = points.some(({ success }) => success !== null);
  const titles = [
    'id',
    ...names,
    'state',
    'rule',
    'p_excl',
    'entropy',
    'nearest',
    'gain',
    ...(isWeighed ? ['success'] : []),
  ];
  const rows = points.map(({ id, parameters, state, rule, pExcl, entropy, nearest, gain, success }) => [
    id,
    ...names.map((name) => shortNumber(parameters[name], 6)),
    state,
    rule,
    ...[pExcl, entropy, nearest, gain, ...(isWeighed ? [success] : [])].map((value) =>
      value === null ? '-' : shortNumber(value, 3),
    ),
  ]);
  const columns = titles.map((title) => ({
    title,
    align: LEFT.has(title) ? ('left' as const) : ('right' as const),
  }));
  const moved = points.flatMap(({ id, parameters, measured }) =>
    measured === null
      ? []
      : [
          `${id} was measured at ${names.map((name) => `${name} = ${shortNumber(measured[name], 6)}`).join(', ')}, asked for at ${names
            .map((name) => shortNumber(parameters[name], 6))
            .join(', ')}.\n`,
        ],
  );
  const repeats = points.flatMap(({ id, known }) =>
    known === null ? [] : [`warning: ${id} ${knownPlaceText(known)}\n`],
  );
  const asked = `Batch ${batch}: ${points.length} of ${requested} points by ${method}, seed ${seed}.`;
  const remarks = [reason && shortfallText(reason), failures && failuresText(failures)].filter(Boolean);
  return `${[asked, ...remarks].join(' ')}\n${points.length > 0 ? textTable(columns, rows) : ''}${moved.join('')}${repeats.join('')}`;
}

const LEFT = new Set(['id', 'state', 'rule']);

/** The batch for a program: every reason as its code with the sentence beside it. */
export function batchJson(report: BatchReport): object {
  const { reason, failures, points } = report;
  return {
    ...report,
    reason: reason && { ...reason, text: shortfallText(reason) },
    failures: failures && { ...failures, text: failuresText(failures) },
    points: points.map(({ failureReason, known, ...point }) => ({
      ...point,
      known: known && { ...known, text: knownPlaceText(known) },
      failureReason: failureReason && { ...failureReason, text: failureText(failureReason) },
    })),
  };
}
