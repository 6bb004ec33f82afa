import { ActionIcon, type ActionIconProps, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { Keys, keysText } from '../shortcuts/keys.tsx';
import styles from './layout.module.css';

interface ToolButtonProps {
  /** What it does, for the tooltip and screen readers. */
  readonly label: string;
  readonly onClick: () => void;
  /** The shortcut that does the same. */
  readonly keys?: string;
  readonly disabled?: boolean;
  readonly variant?: ActionIconProps['variant'];
  readonly size?: number;
  readonly children: ReactNode;
}

/** A button that is an icon: its name and its keys are in the tooltip. */
export function ToolButton({
  label,
  onClick,
  keys,
  disabled = false,
  variant,
  size,
  children,
}: ToolButtonProps) {
  return (
    <Tooltip
      label={
        <span className={styles.tooltipLine}>
          {label}
          {keys !== undefined && <Keys keys={keys} />}
        </span>
      }
    >
      <ActionIcon
        aria-label={label}
        onClick={onClick}
        disabled={disabled}
        {...(keys !== undefined && { 'aria-keyshortcuts': keysText(keys) })}
        {...(variant !== undefined && { variant })}
        {...(size !== undefined && { size })}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
