import { Select } from '@mantine/core';
import type { InspectedFile } from '#shared/contract/imports/imports-methods.ts';
import { confidenceWord } from '#shared/formats/confidence-word.ts';
import { FORMATS, formatOf } from '#shared/formats/registry.ts';

const RECOGNISE = 'recognise';

interface FormatChoiceProps {
  readonly fileName: string;
  /** Null where the content says it. */
  readonly format: string | null;
  readonly onChange: (format: string | null) => void;
}

/** As which format a file is read; by its content unless the user knows better. */
export function FormatChoice({ fileName, format, onChange }: FormatChoiceProps) {
  return (
    <Select
      size="xs"
      w={172}
      aria-label={`Format of ${fileName}`}
      data={[
        { value: RECOGNISE, label: 'format recognised' },
        ...FORMATS.map(({ id, name }) => ({ value: id, label: `read as ${name}` })),
      ]}
      value={format ?? RECOGNISE}
      onChange={(value) => onChange(value === null || value === RECOGNISE ? null : value)}
      allowDeselect={false}
    />
  );
}

/** What a file was read as, with what confidence and why: `CSV or TSV, comma (likely: its first line has 5 columns…)`. */
export function formatText({ format, detection }: InspectedFile): string {
  const { name, describe } = formatOf(format.kind);
  const detail = describe(format);
  const what = detail === '' ? name : `${name}, ${detail}`;
  if (detection === null) return `${what} (as chosen)`;
  return `${what} (${confidenceWord(detection.confidence)}: ${detection.reason})`;
}
