import type { RowDetail, RowOutcome } from '#shared/contract/imports/imports-methods.ts';
import { outsideText } from '#shared/domain/outside-reason.ts';
import { QUANTITY_NAMES } from '#shared/domain/quantity.ts';
import { describeKnownPlace, describeReason } from '#shared/limit-files/describe-reason.ts';

/**
 * What happens to a row, as the preview says it.
 *
 * @param fault the cell at fault as it is shown; empty where there is none
 */
export function describeOutcome(outcome: RowOutcome, detail: RowDetail, fault: string): string {
  const text = detailText(outcome, detail);
  if (outcome === 'quarantine') {
    const isBeyond = detail.code === 'reason' && detail.reason.code === 'beyond-accept';
    return `quarantine: ${isBeyond && fault !== '' ? `${fault} is no limit` : text}`;
  }
  if (outcome === 'empty') return 'rejected: no limit in this row';
  return outcome === 'refused' ? `kept aside: ${text.replace(/^duplicate: /, '')}` : text;
}

function detailText(outcome: RowOutcome, detail: RowDetail): string {
  switch (detail.code) {
    case 'nothing':
      return outcome === 'new' ? 'new point' : 'it cannot be taken';
    case 'outside':
      return `new, outside the space: ${outsideText(detail.why)}`;
    case 'without':
      return `new without ${detail.column}: ${describeReason(detail.reason)}`;
    case 'missing':
      return `new, ${detail.quantities.map((quantity) => QUANTITY_NAMES[quantity]).join(', ')} missing`;
    case 'known': {
      const place = describeKnownPlace(detail.place);
      if (outcome === 'replicate') return `another limit beside ${place}`;
      return outcome === 'replace' ? `takes the place of ${place}` : `already here as ${place}`;
    }
    case 'file-known':
      return detail.import === null
        ? 'this file is here twice'
        : `this file is import ${detail.import} already`;
    case 'reason':
      return describeReason(detail.reason);
  }
}
