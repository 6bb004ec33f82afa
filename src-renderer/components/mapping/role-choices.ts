import type { MathChoice } from '#renderer/components/inputs/math-select.tsx';
import { parameterTitle } from '#renderer/components/math/parameter-title.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { QUANTITY_NAMES, type Quantity } from '#shared/domain/quantity.ts';
import type { LimitKind } from '#shared/limit-files/mapping.ts';
import type { MappingDraft } from './mapping-draft.ts';

/** What a limit is called in a heading: `expected $\mu$`, `observed [pb]`. */
export function limitTitle(quantity: Quantity, { kind, unit }: Pick<MappingDraft, 'kind' | 'unit'>): string {
  const name = QUANTITY_NAMES[quantity];
  if (kind === 'sigma') return `${name} [${unit}]`;
  const symbols: Partial<Record<LimitKind, string>> = {
    ln_mu: '\\ln\\mu',
    log10_mu: '\\log_{10}\\mu',
    cls: '\\mathrm{CL}_s',
  };
  return `${name} $${symbols[kind] ?? '\\mu'}$`;
}

/** What a column of a limit file can be read as. */
export function roleChoices(definition: CampaignDefinition, draft: MappingDraft): MathChoice[] {
  const { parameters, fixed, quantities } = definition;
  const isCrossSections = draft.kind === 'theory';
  const limits = isCrossSections ? [] : quantities;
  return [
    { value: 'ignore', label: 'ignore' },
    ...parameters.map((parameter) => ({
      value: `parameter:${parameter.name}`,
      label: parameterTitle(parameter),
      group: 'Parameters',
    })),
    ...Object.entries(fixed).map(([name, value]) => ({
      value: `parameter:${name}`,
      label: `fixed, ${name} = ${value}`,
      group: 'Parameters',
    })),
    ...limits.map((quantity) => ({
      value: `limit:${quantity}`,
      label: limitTitle(quantity, draft),
      group: 'Limits',
    })),
    ...limits.flatMap((quantity) => [
      {
        value: `error:${quantity}`,
        label: `error of ${QUANTITY_NAMES[quantity]}`,
        group: 'Known uncertainties',
      },
      {
        value: `variance:${quantity}`,
        label: `variance of $\\ln\\mu$, ${QUANTITY_NAMES[quantity]}`,
        group: 'Known uncertainties',
      },
    ]),
    ...(draft.kind === 'sigma' || isCrossSections
      ? [{ value: 'theory', label: 'theory cross section', group: 'Theory' }]
      : []),
    ...(draft.kind === 'sigma' ? [{ value: 'theory-error', label: 'its uncertainty', group: 'Theory' }] : []),
  ];
}
