import type { CrossSectionUnit } from './units.ts';

/** `mu_exp_m1s`, `ExpLimit+1sigma` → the words `mu exp m1s`, `exp limit p1sigma`. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/\+\s*(?=[12])/g, ' p')
    .replace(/[-−]\s*(?=[12])/g, ' m')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

const UNITS: readonly CrossSectionUnit[] = ['pb', 'fb', 'nb'];

/** The unit of a cross section that a column's name says: `ul_obs_fb`, `xsec [pb]`. */
export function crossSectionUnitOf(name: string): CrossSectionUnit | null {
  const words = wordsOf(name);
  return UNITS.find((unit) => words.includes(unit)) ?? null;
}

/**
 * Whether a column of limits is named like limits on a cross section: `ul_obs_pb`, `xsec_limit`, `σ_UL`. `mu` in the
 * name says that they are none; the sigma of `+1 sigma` is that of a band.
 */
export function saysCrossSectionLimit(name: string): boolean {
  const words = wordsOf(name);
  if (words.some((word) => /^(mu|lnmu|strength)$/.test(word)) || name.includes('μ')) return false;
  if (words.some((word) => /^(ul|xs|xsec|xsection|crosssection|pb|fb|nb)$/.test(word))) return true;
  if (words.includes('cross') && words.includes('section')) return true;
  const isOfBand = (before: string | undefined) =>
    before !== undefined && /^(p|m|plus|minus)?[12]$/.test(before);
  const hasSigma = words.some((word, index) => word === 'sigma' && !isOfBand(words[index - 1]));
  return hasSigma || /(^|[^0-9\s])\s*σ/.test(name);
}

/** Whether a column of errors is named like per cent of its value: `unc_percent`, `error [%]`, `rel_unc`. */
export function saysPercent(name: string): boolean {
  return name.includes('%') || wordsOf(name).some((word) => /^(percent|pct|perc|percentage)$/.test(word));
}
