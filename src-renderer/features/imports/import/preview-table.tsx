import { Anchor } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import { SectionHeading } from '#renderer/components/layout/section-heading.tsx';
import type { MappingDraft } from '#renderer/components/mapping/mapping-draft.ts';
import { limitTitle } from '#renderer/components/mapping/role-choices.ts';
import { parameterTitle } from '#renderer/components/math/parameter-title.ts';
import { Tex } from '#renderer/components/math/tex.tsx';
import { formatCount, formatRange, formatSignificant } from '#renderer/components/numbers/format-number.ts';
import { formatLimit, formatParameterValue } from '#renderer/components/numbers/format-quantity.ts';
import tableStyles from '#renderer/components/tables/data-table.module.css';
import { VirtualSpacer } from '#renderer/components/tables/virtual-spacer.tsx';
import type { FilePlan } from '#shared/contract/imports/imports-methods.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import { parseNumber } from '#shared/formats/cell.ts';
import { describeOutcome } from './describe-outcome.ts';
import styles from './import.module.css';
import { OUTCOMES } from './outcomes.tsx';

const ROW_HEIGHT = 23;

interface PreviewTableProps {
  readonly plan: FilePlan;
  readonly definition: CampaignDefinition;
  readonly draft: MappingDraft;
  /** The plan is of the mapping before; the new one is on its way. */
  readonly isOld: boolean;
}

/** The rows of the file as they are, each with what becomes of it and why. */
export function PreviewTable({ plan, definition, draft, isOld }: PreviewTableProps) {
  const [onlyProblems, setOnlyProblems] = useState(false);
  const { rows } = plan;
  const shown = useMemo(() => {
    const all = rows.lines.map((_, index) => index);
    return onlyProblems ? all.filter((index) => OUTCOMES[rows.outcomes[index] ?? 'new'].isProblem) : all;
  }, [rows, onlyProblems]);
  const columns = useMemo(() => previewColumns(plan, definition, draft), [plan, definition, draft]);
  const scrollElement = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scrollElement.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  });
  const items = virtualizer.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  const range = virtualizer.range;
  const lineAt = (index: number | undefined) => rows.lines[shown[index ?? 0] ?? 0] ?? 0;
  return (
    <section className={styles.preview} aria-label="Preview" data-old={isOld || undefined}>
      <SectionHeading title="Preview">
        <span className="tabular">
          {range !== null && shown.length > 0 && (
            <>
              lines {formatRange(formatCount(lineAt(range.startIndex)), formatCount(lineAt(range.endIndex)))}{' '}
              of {formatCount(lineAt(shown.length - 1))}{' '}
            </>
          )}
          <Anchor component="button" type="button" onClick={() => setOnlyProblems(!onlyProblems)}>
            {onlyProblems ? 'show all rows' : 'show only problems'}
          </Anchor>
        </span>
      </SectionHeading>
      <section
        className={styles.previewScroll}
        ref={scrollElement}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label="Rows of the file"
      >
        <table
          className={`${tableStyles.table} ${tableStyles.sticky} ${styles.previewTable}`}
          aria-rowcount={shown.length + 1}
        >
          <colgroup>
            <col style={{ width: 44 }} />
            {columns.map(({ name, width }) => (
              <col key={name} style={{ width }} />
            ))}
            <col />
          </colgroup>
          <thead>
            <tr>
              <th scope="col" data-numeric>
                Line
              </th>
              {columns.map(({ name, title }) => (
                <th key={name} scope="col" data-numeric>
                  <Tex>{title}</Tex>
                </th>
              ))}
              <th scope="col">What happens</th>
            </tr>
          </thead>
          <tbody>
            {before > 0 && <VirtualSpacer height={before} span={columns.length + 2} />}
            {items.map((item) => (
              <PreviewRow
                key={item.key}
                plan={plan}
                index={shown[item.index] ?? 0}
                position={item.index}
                columns={columns}
              />
            ))}
            {after > 0 && <VirtualSpacer height={after} span={columns.length + 2} />}
          </tbody>
        </table>
        {shown.length === 0 && <p className={styles.noProblems}>No row has a problem.</p>}
      </section>
    </section>
  );
}

interface PreviewColumn {
  readonly name: string;
  readonly title: string;
  readonly width: number;
  /** Its place in the plan's cells. */
  readonly index: number;
  format(cell: string): string;
}

interface PreviewRowProps {
  readonly plan: FilePlan;
  readonly index: number;
  readonly position: number;
  readonly columns: readonly PreviewColumn[];
}

function PreviewRow({ plan: { rows }, index, position, columns }: PreviewRowProps) {
  const outcome = rows.outcomes[index] ?? 'new';
  const OutcomeIcon = OUTCOMES[outcome].icon;
  const faults = rows.faults[String(index)] ?? [];
  const faulty = columns.find((column) => faults.includes(column.index));
  const fault = faulty?.format(rows.cells[faulty.index]?.[index] ?? '') ?? '';
  const detail = rows.details[rows.detailOf[index] ?? 0] ?? { code: 'nothing' };
  const whatHappens = describeOutcome(outcome, detail, fault);
  return (
    <tr data-outcome={outcome} aria-rowindex={position + 2}>
      <td data-numeric className={styles.line}>
        {rows.paths[String(index)] ?? formatCount(rows.lines[index] ?? 0)}
      </td>
      {columns.map((column) => {
        const cell = rows.cells[column.index]?.[index] ?? '';
        return (
          <td
            key={column.name}
            data-numeric
            data-fault={faults.includes(column.index) || undefined}
            title={cell}
          >
            {column.format(cell)}
          </td>
        );
      })}
      <td className={styles.reason} title={whatHappens}>
        <OutcomeIcon size={14} stroke={1.5} aria-hidden /> {whatHappens}
      </td>
    </tr>
  );
}

function previewColumns(
  { columns, rows }: FilePlan,
  { parameters, quantities, fixed }: CampaignDefinition,
  draft: MappingDraft,
): PreviewColumn[] {
  const order = [
    ...parameters.map(({ name }) => `parameter:${name}`),
    ...quantities.map((quantity) => `limit:${quantity}`),
  ];
  const rankOf = (role: string) => (order.includes(role) ? order.indexOf(role) : order.length);
  const atFault = new Set(Object.values(rows.faults).flat());
  return columns
    .map((name, index): PreviewColumn & { rank: number } => {
      const pivoted = Object.values(draft.rest.pivot?.values ?? {}).find((quantity) => quantity === name);
      const role = pivoted === undefined ? (draft.roles[name] ?? '') : `limit:${pivoted}`;
      const [kind = '', subject = ''] = role.split(':');
      const rank = rankOf(role);
      const parameter = parameters.find((candidate) => candidate.name === subject);
      if (kind === 'parameter') {
        return {
          name,
          index,
          rank,
          width: 56,
          title: parameter === undefined ? subject : parameterTitle(parameter, false),
          format: numeric((value) => formatParameterValue(value, parameter)),
        };
      }
      const isLimit = kind === 'limit';
      return {
        name,
        index,
        rank,
        width: isLimit ? 86 : 70,
        title: isLimit ? limitTitle(subject as Quantity, draft) : name,
        // Of what is no limit the magnitude is enough.
        format: numeric((value) => (value >= 1e7 ? formatSignificant(value, 2) : formatLimit(value))),
      };
    })
    .filter(({ name, index }) => {
      // Columns of fixed parameters say the same in every row, unless one does not.
      const isFixed = Object.keys(fixed).some((other) => draft.roles[name] === `parameter:${other}`);
      return !isFixed || atFault.has(index);
    })
    .sort((a, b) => a.rank - b.rank || a.index - b.index);
}

/** Numbers as the screens write them, anything else as the file has it. */
function numeric(format: (value: number) => string): (cell: string) => string {
  return (cell) => {
    const value = parseNumber(cell);
    return value === null || !Number.isFinite(value) ? cell : format(value);
  };
}
