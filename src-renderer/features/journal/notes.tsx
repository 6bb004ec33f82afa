import { ActionIcon, Anchor, Button, Textarea } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { Panel } from '#renderer/components/layout/panel.tsx';
import { formatMoment } from '#renderer/components/numbers/format-time.ts';
import { QueryState } from '#renderer/components/states/query-state.tsx';
import { useMethod } from '#renderer/queries/use-method.ts';
import { useMethodMutation } from '#renderer/queries/use-method-mutation.ts';
import { navigate } from '#renderer/state/navigation.ts';
import type { NoteReport } from '#shared/contract/journal/journal-methods.ts';
import styles from './journal.module.css';

interface NotesProps {
  readonly campaignId: string;
  readonly isReadOnly: boolean;
}

/** Notes on the campaign, its points, batches and iterations: written, changed and removed here. */
export function Notes({ campaignId, isReadOnly }: NotesProps) {
  const notes = useMethod('notes.list', { campaignId });
  return (
    <Panel title="Notes" value={isReadOnly ? 'read-only' : undefined}>
      {!isReadOnly && <NewNote campaignId={campaignId} />}
      <QueryState query={notes} loading="Reading the notes" failed="The notes could not be read">
        {(all) =>
          all.length === 0 ? (
            <p className={styles.quiet}>
              No notes yet. What is decided and why is worth a line: it goes with the file.
            </p>
          ) : (
            <ul className={styles.notes}>
              {all.toReversed().map((note) => (
                <Note key={note.id} note={note} campaignId={campaignId} isReadOnly={isReadOnly} />
              ))}
            </ul>
          )
        }
      </QueryState>
    </Panel>
  );
}

function NewNote({ campaignId }: { campaignId: string }) {
  const [text, setText] = useState('');
  const add = useMethodMutation('notes.add', {
    failureTitle: 'The note could not be kept',
    onSuccess: () => setText(''),
  });
  const save = () => {
    if (text.trim() === '') return;
    add.mutate({ campaignId, about: { subject: 'campaign', subjectId: null }, text });
  };
  return (
    <form
      className={styles.newNote}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Textarea
        aria-label="New note on the campaign"
        placeholder="Note on the campaign"
        autosize
        minRows={2}
        maxRows={8}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button type="submit" disabled={text.trim() === ''} loading={add.isPending}>
        Add note
      </Button>
    </form>
  );
}

function Note({ note, campaignId, isReadOnly }: { note: NoteReport } & NotesProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const edit = useMethodMutation('notes.edit', {
    failureTitle: 'The note could not be changed',
    onSuccess: () => setDraft(null),
  });
  const remove = useMethodMutation('notes.remove', { failureTitle: 'The note could not be removed' });
  return (
    <li className={styles.note}>
      <div className={styles.noteHead}>
        <span>
          {note.user}, {formatMoment(note.createdAt)}
        </span>
        <Subject note={note} campaignId={campaignId} />
        {!isReadOnly && draft === null && (
          <span className={styles.noteActions}>
            <ActionIcon size={20} aria-label="Change this note" onClick={() => setDraft(note.text)}>
              <IconPencil size={14} />
            </ActionIcon>
            <ActionIcon
              size={20}
              aria-label="Remove this note"
              onClick={() => remove.mutate({ campaignId, id: note.id })}
            >
              <IconTrash size={14} />
            </ActionIcon>
          </span>
        )}
      </div>
      {draft === null ? (
        <p className={styles.noteText}>{note.text}</p>
      ) : (
        <form
          className={styles.newNote}
          onSubmit={(event) => {
            event.preventDefault();
            if (draft.trim() !== '') edit.mutate({ campaignId, id: note.id, text: draft });
          }}
        >
          <Textarea
            aria-label="Text of the note"
            autosize
            minRows={2}
            value={draft}
            onChange={(event) => setDraft(event.currentTarget.value)}
          />
          <Button type="submit" loading={edit.isPending}>
            Keep
          </Button>
        </form>
      )}
    </li>
  );
}

const SCREEN_OF = { point: 'limits', batch: 'batches', iteration: 'progress' } as const;

/** What the note is about, as a way there. */
function Subject({ note: { subject, subjectId }, campaignId }: { note: NoteReport; campaignId: string }) {
  if (subject === 'campaign') return null;
  return (
    <Anchor component="button" onClick={() => navigate({ campaignId, screen: SCREEN_OF[subject] })}>
      {subject} {subjectId}
    </Anchor>
  );
}
