import { type OutsideReason, outsideText } from '../domain/outside-reason.ts';
import type { RaggedReason } from '../formats/table.ts';
import { describeReason } from './describe-reason.ts';

/** Why a row of a table of places cannot be predicted. `cell` is the text of the file. */
export type UnpredictedReason =
  | RaggedReason
  | { readonly code: 'unreadable'; readonly parameter: string; readonly cell: string }
  | {
      readonly code: 'other-constant';
      readonly parameter: string;
      readonly cell: string;
      readonly fixed: number;
    }
  | { readonly code: 'outside'; readonly why: OutsideReason };

/** `m_zp = 5000 is above its upper bound 4500 GeV`: reads after the row's line. */
export function unpredictedText(reason: UnpredictedReason): string {
  switch (reason.code) {
    case 'unreadable':
      return `${reason.parameter} is not a number: "${reason.cell}"`;
    case 'other-constant':
      return `${reason.parameter} is ${reason.cell}, in the campaign it is fixed at ${reason.fixed}`;
    case 'outside':
      return outsideText(reason.why);
    default:
      return describeReason(reason);
  }
}
