import { parameterLabel } from '#shared/figures/label.ts';
import { shownUnit } from '../numbers/energy-unit.ts';

/** What a parameter is called: TeX where the campaign gives a label, else its plain name. */
export interface NamedParameter {
  readonly name: string;
  readonly label?: string | undefined;
  readonly unit?: string | undefined;
}

/**
 * `$m_{Z'}$ [GeV]`, for `<Tex>` and the titles of axes, with the unit that values are shown in; a parameter without a
 * unit has no brackets.
 */
export function parameterTitle({ name, label, unit }: NamedParameter, withUnit = true): string {
  const symbol = parameterLabel({ name, label });
  return unit === undefined || unit === '' || !withUnit
    ? symbol
    : `${symbol} [${shownUnit(unit)?.unit ?? unit}]`;
}
