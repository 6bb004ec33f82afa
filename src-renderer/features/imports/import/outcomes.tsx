import {
  type Icon,
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleHalf2,
  IconCircleX,
  IconCopy,
  IconCopyPlus,
  IconHandStop,
  IconReplace,
  IconViewportWide,
} from '@tabler/icons-react';
import type { RowOutcome } from '#shared/contract/imports/imports-methods.ts';

/** How an outcome looks and is counted. */
export interface OutcomeLook {
  /** In the legend of the bar, after its count. */
  readonly label: string;
  readonly icon: Icon;
  /** Whether a person may want to look at such rows. */
  readonly isProblem: boolean;
}

/** Every outcome in the order of the bar: taken first, kept aside last. Its colour is in import.module.css. */
export const OUTCOMES: Readonly<Record<RowOutcome, OutcomeLook>> = {
  new: { label: 'new', icon: IconCircleCheck, isProblem: false },
  partial: { label: 'new, incomplete', icon: IconCircleHalf2, isProblem: true },
  outside: { label: 'new, outside the space', icon: IconViewportWide, isProblem: true },
  replicate: { label: 'beside present limits', icon: IconCopyPlus, isProblem: false },
  replace: { label: 'in place of present limits', icon: IconReplace, isProblem: false },
  known: { label: 'already here', icon: IconCopy, isProblem: false },
  refused: { label: 'kept aside, differs', icon: IconHandStop, isProblem: true },
  quarantine: { label: 'quarantine, not a limit', icon: IconAlertTriangle, isProblem: true },
  empty: { label: 'rejected, empty', icon: IconCircleX, isProblem: true },
};

export const OUTCOME_ORDER = Object.keys(OUTCOMES) as RowOutcome[];
