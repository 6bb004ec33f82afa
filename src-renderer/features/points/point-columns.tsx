import {
  columnVisibilityFeature,
  createColumnHelper,
  rowSelectionFeature,
  rowSortingFeature,
  tableFeatures,
} from '@tanstack/react-table';
import { PointGlyph } from '#renderer/components/glyphs/point-glyph.tsx';
import { ParameterLabel } from '#renderer/components/math/parameter-label.tsx';
import { parameterTitle } from '#renderer/components/math/parameter-title.ts';
import { plainText } from '#renderer/components/math/plain-text.ts';
import { Tex } from '#renderer/components/math/tex.tsx';
import { formatCount } from '#renderer/components/numbers/format-number.ts';
import { formatLimit, formatParameterValue } from '#renderer/components/numbers/format-quantity.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { QUANTITY_NAMES, type Quantity } from '#shared/domain/quantity.ts';
import { originOf, type PointRow, type PointState, type Points } from './points.ts';
import styles from './points-table.module.css';

export const pointFeatures = tableFeatures({
  rowSortingFeature,
  rowSelectionFeature,
  columnVisibilityFeature,
});

/** What the table needs to know of a column beyond its cells. */
export interface PointColumn {
  readonly id: string;
  /** In the columns menu and for screen readers. */
  readonly name: string;
  readonly isNumeric: boolean;
  /** Pixels; null takes what is left. */
  readonly width: number | null;
  readonly isShownAtFirst: boolean;
}

const helper = createColumnHelper<typeof pointFeatures, PointRow>();

const SHORT_NAMES: Readonly<Record<Quantity, string>> = {
  obs: 'obs.',
  exp: 'exp.',
  exp_p1: '+1σ',
  exp_m1: '−1σ',
  exp_p2: '+2σ',
  exp_m2: '−2σ',
};

/** The columns of a campaign's points and what the table draws in them. */
export function pointColumns(definition: CampaignDefinition, points: Points) {
  const contour = definition.contour[0];
  const meta: PointColumn[] = [
    { id: 'id', name: 'Id', isNumeric: true, width: 64, isShownAtFirst: true },
    ...definition.parameters.map((parameter, axis) => ({
      id: `theta.${axis}`,
      name: plainText(parameterTitle(parameter)),
      isNumeric: true,
      width: 96,
      isShownAtFirst: true,
    })),
    ...definition.quantities.map((quantity) => ({
      id: `mu.${quantity}`,
      name: `${QUANTITY_NAMES[quantity]} μ`,
      isNumeric: true,
      width: quantity === contour ? 110 : 88,
      isShownAtFirst: true,
    })),
    { id: 'fidelity', name: 'Fidelity', isNumeric: false, width: 80, isShownAtFirst: true },
    { id: 'state', name: 'State', isNumeric: false, width: 110, isShownAtFirst: true },
    { id: 'origin', name: 'From', isNumeric: false, width: 100, isShownAtFirst: true },
    { id: 'note', name: 'Note', isNumeric: false, width: null, isShownAtFirst: true },
  ];
  const columns = helper.columns([
    helper.display({
      id: 'id',
      header: () => 'Id',
      cell: ({ row }) => formatCount(row.original.id),
    }),
    ...definition.parameters.map((parameter, axis) =>
      helper.display({
        id: `theta.${axis}`,
        header: () => <ParameterLabel parameter={parameter} />,
        cell: ({ row }) => formatParameterValue(points.theta[axis]?.[row.original.row] ?? null, parameter),
      }),
    ),
    ...definition.quantities.map((quantity) =>
      helper.display({
        id: `mu.${quantity}`,
        header: () => <Tex>{`${SHORT_NAMES[quantity]} $\\mu$`}</Tex>,
        cell: ({ row }) => (
          <LimitCell
            points={points}
            row={row.original.row}
            quantity={quantity}
            isMarked={quantity === contour}
          />
        ),
      }),
    ),
    helper.display({
      id: 'fidelity',
      header: () => 'Fidelity',
      cell: ({ row }) => points.fidelities[row.original.row],
    }),
    helper.display({
      id: 'state',
      header: () => 'State',
      cell: ({ row }) => <StateCell points={points} row={row.original.row} />,
    }),
    helper.display({
      id: 'origin',
      header: () => 'From',
      cell: ({ row }) => originOf(points, row.original.row),
    }),
    helper.display({
      id: 'note',
      header: () => 'Note',
      cell: ({ row }) => <NoteCell points={points} row={row.original.row} />,
    }),
  ]);
  return { columns, meta };
}

interface CellProps {
  readonly points: Points;
  readonly row: number;
}

/** A limit on μ; beside that of the contour stands the point's mark. */
function LimitCell({
  points,
  row,
  quantity,
  isMarked,
}: CellProps & { quantity: Quantity; isMarked: boolean }) {
  const mu = points.mu[quantity]?.[row] ?? Number.NaN;
  const isClipped = points.clipped[quantity]?.has(row) === true;
  return (
    <span className={styles.limit}>
      <span title={isClipped ? 'stands at an end of the clip range' : undefined}>
        {isClipped && (mu > 1 ? '≥\u202f' : '≤\u202f')}
        {Number.isNaN(mu) ? '' : formatLimit(mu)}
      </span>
      {isMarked && <Mark mu={mu} isTest={points.states[row] === 'test'} />}
    </span>
  );
}

function Mark({ mu, isTest }: { mu: number; isTest: boolean }) {
  if (Number.isNaN(mu)) return <span className={styles.noMark} />;
  const side = mu < 1 ? 'excluded' : 'allowed';
  return (
    <span role="img" aria-label={side} title={isTest ? `test point, ${side}` : side}>
      <PointGlyph kind={isTest ? 'test' : side} />
    </span>
  );
}

const STATE_NAMES: Readonly<Record<PointState, string>> = {
  fitted: 'fitted',
  test: 'test',
  outside: 'outside',
  excluded: 'left out',
};

function StateCell({ points, row }: CellProps) {
  const state = points.states[row] ?? 'fitted';
  const reason = points.excludedReasons.get(row) ?? points.outsideReasons.get(row);
  return (
    <span data-state={state} className={styles.state} title={reason}>
      {STATE_NAMES[state]}
    </span>
  );
}

/** Notes, and why a point is not fitted: what makes this point special. */
function NoteCell({ points, row }: CellProps) {
  const texts = [points.excludedReasons.get(row) ?? points.outsideReasons.get(row), points.notes.get(row)];
  const text = texts.filter(Boolean).join(' · ');
  return (
    <span className={styles.note} title={text}>
      {text}
    </span>
  );
}
