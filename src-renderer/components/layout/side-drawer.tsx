import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './layout.module.css';

interface SideDrawerProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** Beside the title, dimmer: `nothing is stored yet`. */
  readonly remark?: ReactNode;
  /** The strip at the foot with the drawer's buttons. */
  readonly footer?: ReactNode;
  readonly width?: number;
  /** Leaves the rail, the header and the toolbar in sight: `work` is what lies under them. */
  readonly over?: 'window' | 'work';
  readonly children: ReactNode;
}

/** A drawer from the right over a faint scrim; what is behind stays readable. */
export function SideDrawer({
  isOpen,
  onClose,
  title,
  remark,
  footer,
  width = 704,
  over = 'window',
  children,
}: SideDrawerProps) {
  return (
    <Drawer.Root
      opened={isOpen}
      onClose={onClose}
      size={width}
      {...(over === 'work' && { classNames: { overlay: styles.overWork, inner: styles.overWork } })}
    >
      <Drawer.Overlay />
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>{title}</Drawer.Title>
          {remark !== undefined && <div className={styles.drawerRemark}>{remark}</div>}
          <Drawer.CloseButton aria-label="Close" />
        </Drawer.Header>
        <Drawer.Body>
          <div className={styles.drawerScroll}>{children}</div>
          {footer !== undefined && <footer className={styles.drawerFooter}>{footer}</footer>}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
