import type { Slice } from '#shared/contract/slices/slice.ts';
import { QUANTITIES } from '#shared/domain/quantity.ts';
import { type CellValue, writeTable } from '#shared/limit-files/write-table.ts';

/**
 * A slice as a table: one row per node, x fastest, with every parameter's value and per quantity mean, sd (of ln μ,
 * noise-free, where its surrogate has them), p_excl, and 1 where it extrapolates; empty outside the constraints. A comment line says which parameters stand at mid-range.
 */
export function sliceCsv({ x, y, held, quantities }: Slice): string {
  const fitted = QUANTITIES.flatMap((name) => {
    const quantity = quantities[name];
    return quantity === undefined ? [] : [{ name, quantity }];
  });
  const columns = [
    x.name,
    y.name,
    ...held.map(({ name }) => name),
    ...fitted.flatMap(({ name, quantity: { mean, sd } }) => [
      ...(mean && sd ? [`mean_${name}`, `sd_${name}`] : []),
      `p_excl_${name}`,
      `extrapolated_${name}`,
    ]),
  ];
  const rows = y.values.flatMap((yValue, iy) =>
    x.values.map((xValue, ix): CellValue[] => [
      xValue,
      yValue,
      ...held.map(({ value }) => value),
      ...fitted.flatMap(({ quantity: { mean, sd, pExcl, extrapolated } }) => [
        ...(mean && sd ? [mean[iy][ix], sd[iy][ix]] : []),
        pExcl[iy][ix],
        flag(extrapolated[iy][ix]),
      ]),
    ]),
  );
  const midRange = held.filter(({ because }) => because === 'mid_range').map(({ name }) => name);
  const comment = midRange.length === 0 ? '' : `# at mid-range of its scale: ${midRange.join(', ')}\n`;
  const lowAlone = fitted.filter(({ quantity }) => quantity.fidelity === 'low').map(({ name }) => name);
  const fidelity =
    lowAlone.length === 0
      ? ''
      : `# of the low fidelity alone, no high-fidelity limit was fitted: ${lowAlone.join(', ')}\n`;
  return comment + fidelity + writeTable(columns, rows);
}

const flag = (isSo: boolean | null): number | null => (isSo === null ? null : Number(isSo));
