import { formatRange, formatSignificant } from '#renderer/components/numbers/format-number.ts';
import type { ImportRecordReport } from '#shared/contract/imports/imports-methods.ts';
import { QUANTITY_NAMES, type Quantity } from '#shared/domain/quantity.ts';
import { FINDING_NAMES } from '#shared/limit-files/findings/describe-finding.ts';

/** How a file was read, in a line: `m_zp from mzp; expected from mu_exp; limits on μ; high fidelity`. */
export function describeMapping({ mapping, fidelity, theoryFiles }: ImportRecordReport): string {
  if (mapping === null) return '';
  const { parameters, quantities, limit, clip, accept, where, pivot, scale, confirmed } = mapping;
  const from = (name: string, column: string) => (name === column ? name : `${name} from ${column}`);
  const kinds = {
    mu: 'limits on μ',
    ln_mu: 'ln μ',
    log10_mu: 'log10 μ',
    cls: 'ln μ estimated from CLs',
    sigma: `limits on the cross section in ${limit.unit}, theory ${theoryText(mapping, theoryFiles)}`,
    theory: `cross sections in ${limit.unit}, μ = 1 at ${limit.reference ?? 1} ${limit.unit}`,
  };
  return [
    ...Object.entries(parameters).map(([name, column]) => from(name, column)),
    ...Object.entries(quantities).map(
      ([quantity, column]) => `${QUANTITY_NAMES[quantity as Quantity]} from ${column}`,
    ),
    kinds[limit.kind],
    ...Object.entries(where ?? {}).map(
      ([column, value]) => `rows with ${column} = ${[value].flat().join(' or ')}`,
    ),
    ...(pivot ? [`a row for each ${pivot.column} of ${pivot.limit}`] : []),
    ...Object.entries(scale ?? {}).map(([name, factor]) => `${name} multiplied by ${factor}`),
    ...(confirmed?.length ? [`confirmed: ${confirmed.map((code) => FINDING_NAMES[code]).join(', ')}`] : []),
    ...(clip ? [`held within ${rangeText(clip)}`] : []),
    ...(accept ? [`accepted within ${rangeText(accept)}`] : []),
    ...(fidelity ? [`${fidelity} fidelity`] : []),
  ].join('; ');
}

const rangeText = ([lower, upper]: readonly [number, number]): string =>
  formatRange(formatSignificant(lower, 1), formatSignificant(upper, 1));

function theoryText(
  { limit }: NonNullable<ImportRecordReport['mapping']>,
  theoryFiles: readonly string[],
): string {
  return theoryFiles.length > 0 ? `from ${theoryFiles.join(', ')}` : `in column ${limit.theory?.column}`;
}
