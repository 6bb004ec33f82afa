import { Dropzone } from '@mantine/dropzone';
import { IconUpload } from '@tabler/icons-react';
import styles from './import.module.css';

/** Takes files that are dropped anywhere on the window. */
export function DropTarget({ onFiles }: { onFiles: (files: File[]) => void }) {
  return (
    <Dropzone.FullScreen onDrop={onFiles} classNames={{ root: styles.dropTarget ?? '' }} zIndex={500}>
      <div className={styles.dropMessage}>
        <IconUpload size={28} stroke={1.4} aria-hidden />
        <h2>Drop files to import their limits</h2>
        <p>CSV, TSV or JSON of records; several at once. Nothing is stored before you have seen every row.</p>
      </div>
    </Dropzone.FullScreen>
  );
}
