import { Anchor } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Tex } from '#renderer/components/math/tex.tsx';
import styles from './model.module.css';

/** A remark on a fit: what is odd, in bold, what it means, and what can be done. */
export interface ModelNote {
  readonly title: string;
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** The remarks side by side, in amber; nothing where there are none. */
export function ModelNotes({ notes }: { notes: readonly ModelNote[] }) {
  if (notes.length === 0) return null;
  return (
    <ul className={styles.notes} aria-label="Notes on this fit">
      {notes.map(({ title, text, action }) => (
        <li key={`${title} ${text}`} className={styles.note}>
          <IconAlertTriangle size={16} className={styles.noteIcon} aria-hidden />
          <p>
            <strong>
              <Tex>{title}</Tex>
            </strong>{' '}
            <Tex>{text}</Tex>{' '}
            {action && (
              <Anchor component="button" onClick={action.run}>
                {action.label}
              </Anchor>
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}
