import { z } from 'zod';

/** Units of cross sections that limit files use. They are converted when named and never guessed. */
const CROSS_SECTION_UNITS = ['nb', 'pb', 'fb'] as const;

export const crossSectionUnitSchema = z.enum(CROSS_SECTION_UNITS, {
  error: (issue) =>
    issue.input === undefined
      ? 'the unit is missing: say pb, fb or nb'
      : `\`${String(issue.input)}\` is not a unit known here: say pb, fb or nb`,
});

export type CrossSectionUnit = z.infer<typeof crossSectionUnitSchema>;

const POWER_OF_TEN_IN_BARN: Readonly<Record<CrossSectionUnit, number>> = { nb: -9, pb: -12, fb: -15 };

/**
 * What a cross section in unit `from` is multiplied by to be in unit `to`.
 *
 * @example crossSectionFactor('pb', 'fb') // 1000
 */
export function crossSectionFactor(from: CrossSectionUnit, to: CrossSectionUnit): number {
  return 10 ** (POWER_OF_TEN_IN_BARN[from] - POWER_OF_TEN_IN_BARN[to]);
}
