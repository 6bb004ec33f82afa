import { Tooltip } from '@mantine/core';
import { cloneElement, type MouseEvent, type ReactElement } from 'react';

interface DisabledBecauseProps {
  /** Why the control cannot be used now; null where it can. */
  readonly reason: string | null;
  /** A button or the like. */
  readonly children: ReactElement<Record<string, unknown>>;
}

/** A control that says on hover and on focus why it is disabled, and so stays reachable by keyboard. */
export function DisabledBecause({ reason, children }: DisabledBecauseProps) {
  if (reason === null) return children;
  return (
    <Tooltip label={reason}>
      {cloneElement(children, {
        'data-disabled': true,
        'aria-disabled': true,
        onClick: (event: MouseEvent) => event.preventDefault(),
      })}
    </Tooltip>
  );
}
