import { Dropzone } from '@mantine/dropzone';
import { IconUpload } from '@tabler/icons-react';
import styles from './drop-target.module.css';

interface DropTargetProps {
  readonly title: string;
  readonly text: string;
  readonly onFiles: (files: File[]) => void;
}

/** Takes files that are dropped anywhere on the window, and says what becomes of them while they hang over it. */
export function DropTarget({ title, text, onFiles }: DropTargetProps) {
  return (
    <Dropzone.FullScreen onDrop={onFiles} classNames={{ root: styles.target ?? '' }} zIndex={500}>
      <div className={styles.message}>
        <IconUpload size={28} stroke={1.4} aria-hidden />
        <h2>{title}</h2>
        <p>{text}</p>
      </div>
    </Dropzone.FullScreen>
  );
}
