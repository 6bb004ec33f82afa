import { Button, Group, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type PathQuestion, usePathQuestion } from '#renderer/host/path-question.ts';
import { FolderList } from './folder-list.tsx';

/** The browser host's way of picking a file or a folder: on the machine where Contourist runs, folder by folder. */
export function PathDialog() {
  const { question } = usePathQuestion();
  return (
    <Modal
      opened={question !== null}
      onClose={() => question?.answer(null)}
      title={question?.title ?? ''}
      size={640}
    >
      {question !== null && <PathForm question={question} />}
    </Modal>
  );
}

const BUTTONS = { open: 'Open', create: 'Create', folder: 'Choose' } as const;

function PathForm({ question: { purpose, suggested = '', answer } }: { question: PathQuestion }) {
  const [path, setPath] = useState(purpose === 'open' ? '' : suggested);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (path.trim() !== '') answer(path.trim());
  };
  const onFolder = (folder: string) => {
    if (purpose === 'folder') setPath(folder);
    else if (purpose === 'create') setPath(`${folder}/${nameOf(path) || 'campaign.contourist'}`);
  };
  const isFolder = purpose === 'folder';
  return (
    <form onSubmit={submit}>
      <FolderList
        start={isFolder ? suggested || null : purpose === 'create' ? folderOf(suggested) : null}
        onFolder={onFolder}
        onFile={(file) => !isFolder && setPath(file)}
        onOpen={(file) => (purpose === 'open' ? answer(file) : !isFolder && setPath(file))}
        chosen={path}
      />
      <TextInput
        label={`${isFolder ? 'Folder' : 'Campaign file'}, on the machine where Contourist runs`}
        placeholder={isFolder ? '/home/me/grid' : '/home/me/scan.contourist'}
        mt="md"
        value={path}
        onChange={(event) => setPath(event.currentTarget.value)}
        data-autofocus
      />
      <Group justify="flex-end" gap="sm" mt="lg">
        <Button onClick={() => answer(null)}>Cancel</Button>
        <Button type="submit" variant="filled" disabled={path.trim() === ''}>
          {BUTTONS[purpose]}
        </Button>
      </Group>
    </form>
  );
}

/** The folder part of an absolute path; null for a bare name. */
function folderOf(path: string): string | null {
  const end = path.lastIndexOf('/');
  return end <= 0 ? null : path.slice(0, end);
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
