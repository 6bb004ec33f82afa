import { Select } from '@mantine/core';
import type { CrossSectionUnit } from '#shared/limit-files/units.ts';

/** Units of cross sections, as files have them. */
export function UnitSelect(props: {
  readonly label: string;
  readonly value: CrossSectionUnit;
  readonly onChange: (unit: CrossSectionUnit) => void;
}) {
  return (
    <Select
      label={props.label}
      value={props.value}
      onChange={(unit) => props.onChange(unit as CrossSectionUnit)}
      data={['pb', 'fb', 'nb']}
    />
  );
}
