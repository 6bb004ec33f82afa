/** `mu_Exp` and `m_zp` without case and punctuation: `muexp`, `mzp`. */
export function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/**
 * A column that is probably meant by `name`: the same letters (`mzp` for `m_zp`), or the shortest that contains them
 * (`mu_exp_b` for `exp`). Null where nothing is near.
 */
export function suggestColumn(name: string, columns: readonly string[]): string | null {
  const wanted = plain(name);
  const same = columns.find((column) => column !== '' && plain(column) === wanted);
  if (same !== undefined) return same;
  const containing = columns.filter((column) => plain(column).includes(wanted));
  return containing.sort((a, b) => a.length - b.length)[0] ?? null;
}
