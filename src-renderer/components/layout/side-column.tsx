import { Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { InHeader } from './header-slot.tsx';
import styles from './layout.module.css';
import { ToolButton } from './tool-button.tsx';
import { useIsSmallWindow } from './use-small-window.ts';

interface SideColumnProps {
  /** What stands in it, as the drawer's title and for screen readers: `Slice and layers`. */
  readonly name: string;
  /** Pixels: 364 on Contours, 252 for the model's settings, 480 for the map of Batches. */
  readonly width: number;
  readonly side?: 'left' | 'right';
  readonly children: ReactNode;
}

/** A column beside the work. In a small window it folds into a drawer behind a button in the header, so that the plot stays. */
export function SideColumn({ name, width, side = 'right', children }: SideColumnProps) {
  const isSmall = useIsSmallWindow();
  const [isOpen, { open, close }] = useDisclosure(false);
  if (!isSmall) {
    return (
      <aside className={styles.sideColumn} data-side={side} style={{ width }} aria-label={name}>
        {children}
      </aside>
    );
  }
  return (
    <>
      <InHeader>
        <ToolButton label={name} onClick={open}>
          <IconAdjustmentsHorizontal />
        </ToolButton>
      </InHeader>
      <Drawer opened={isOpen} onClose={close} title={name} size={width} position={side}>
        <div className={styles.drawerColumn}>{children}</div>
      </Drawer>
    </>
  );
}
