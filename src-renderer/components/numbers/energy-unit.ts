// In which unit the user wants masses and energies shown, from the settings. Like the style of numbers it holds for the
// whole window; campaigns, files and everything that is computed keep their own units.
import type { Settings } from '#shared/contract/program/program-methods.ts';

/** What a parameter's values are shown in: multiply by `factor`. */
export interface ShownUnit {
  readonly unit: string;
  readonly factor: number;
}

const IN_GEV: Readonly<Record<string, number>> = { eV: 1e-9, keV: 1e-6, MeV: 1e-3, GeV: 1, TeV: 1e3 };

let chosen: Settings['energyUnit'] = 'campaign';

/** Masses and energies are shown in this unit from now on; the window writes all of them anew. */
export function setEnergyUnit(unit: Settings['energyUnit']): void {
  chosen = unit;
}

/** Whether a unit is one of energy, in which masses are whole numbers. */
export function isEnergyUnit(unit: string | undefined): boolean {
  return unit !== undefined && Object.hasOwn(IN_GEV, unit);
}

/** What values in a unit are shown in; undefined where they are shown as they are. */
export function shownUnit(unit: string | undefined): ShownUnit | undefined {
  const own = unit === undefined ? undefined : IN_GEV[unit];
  if (own === undefined || chosen === 'campaign' || chosen === unit) return undefined;
  return { unit: chosen, factor: own / (IN_GEV[chosen] ?? 1) };
}

/** The factor alone, 1 where values are shown as they are. */
export function shownFactor(unit: string | undefined): number {
  return shownUnit(unit)?.factor ?? 1;
}
