import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { UnitSelect } from '#renderer/components/inputs/unit-select.tsx';
import type { InputOf } from '#shared/contract/methods.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { QUANTITY_NAMES, type Quantity } from '#shared/domain/quantity.ts';
import type { TheorySettings } from '#shared/limit-files/mapping.ts';
import { readTable } from '#shared/limit-files/read-table.ts';
import { limitOfKind, type ResultKind } from './limit-choice.ts';
import styles from './results.module.css';
import type { ResultsFile } from './results-file.ts';

/** How the file is to be read; what is left out is found by name. */
export type SentMapping = NonNullable<InputOf<'batch.previewResults'>['mapping']>;

interface ColumnChoicesProps {
  readonly definition: CampaignDefinition;
  readonly file: ResultsFile;
  readonly mapping: SentMapping;
  readonly onChange: (mapping: SentMapping) => void;
}

/** Lines that are enough to see the columns of a large file. */
const HEAD_CHARACTERS = 64_000;

/** Which column holds which limit, and what its numbers are: μ, ln μ, or cross sections beside the theory's. */
export function ColumnChoices({ definition, file, mapping, onChange }: ColumnChoicesProps) {
  const columns = useMemo(() => columnsOf(file), [file]);
  if (columns.length === 0) return null;
  const { quantities = {}, limit } = mapping;
  const setTheory = (change: Partial<TheorySettings>) =>
    limit?.theory && onChange({ ...mapping, limit: { ...limit, theory: { ...limit.theory, ...change } } });
  return (
    <fieldset className={styles.columns}>
      <legend>Columns</legend>
      <Select
        label="The numbers are"
        data={[
          { value: 'mu', label: 'limits on μ' },
          { value: 'ln_mu', label: 'ln μ' },
          { value: 'sigma', label: 'cross-section limits' },
        ]}
        value={limit?.kind ?? 'mu'}
        onChange={(kind) => onChange({ ...mapping, limit: limitOfKind(kind as ResultKind, columns) })}
      />
      {limit?.theory && (
        <>
          <UnitSelect
            label="In"
            value={limit.unit ?? 'pb'}
            onChange={(unit) => onChange({ ...mapping, limit: { ...limit, unit } })}
          />
          <Select
            label="Theory cross section"
            data={columns}
            value={limit.theory.column}
            onChange={(column) => column !== null && setTheory({ column })}
            searchable
          />
          <UnitSelect
            label="Theory is in"
            value={limit.theory.unit}
            onChange={(unit) => setTheory({ unit })}
          />
        </>
      )}
      {definition.quantities.map((quantity) => (
        <Select
          key={quantity}
          label={QUANTITY_NAMES[quantity]}
          placeholder={columns.includes(quantity) ? quantity : 'not in the file'}
          data={columns}
          value={quantities[quantity] ?? null}
          onChange={(column) =>
            onChange({ ...mapping, quantities: withColumn(quantities, quantity, column) })
          }
          clearable
          searchable
        />
      ))}
    </fieldset>
  );
}

function withColumn(
  { ...quantities }: NonNullable<SentMapping['quantities']>,
  quantity: Quantity,
  column: string | null,
) {
  if (column === null) delete quantities[quantity];
  else quantities[quantity] = column;
  return quantities;
}

/** The columns of a file; none where it is no table, which the preview then says. */
function columnsOf({ upload: { name }, text }: ResultsFile): readonly string[] {
  const isJson = /^\s*[[{]/.test(text);
  const end = text.lastIndexOf('\n', HEAD_CHARACTERS);
  const head = isJson || text.length <= HEAD_CHARACTERS || end < 0 ? text : text.slice(0, end);
  try {
    return [...new Set(readTable(head, name).columns)].filter((column) => column !== '');
  } catch {
    return [];
  }
}
