import { Button, Group, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type CampaignPathQuestion, useCampaignPathQuestion } from '#renderer/host/campaign-path-question.ts';
import { FolderList } from './folder-list.tsx';

/** The browser host's way of picking a campaign file: on the machine where Contourist runs, folder by folder. */
export function CampaignPathDialog() {
  const { question } = useCampaignPathQuestion();
  return (
    <Modal
      opened={question !== null}
      onClose={() => question?.answer(null)}
      title={question?.purpose === 'create' ? 'Where the campaign goes' : 'Open a campaign'}
      size={640}
    >
      {question !== null && <PathForm question={question} />}
    </Modal>
  );
}

function PathForm({ question: { purpose, suggestedName = '', answer } }: { question: CampaignPathQuestion }) {
  const isCreating = purpose === 'create';
  const [path, setPath] = useState(isCreating ? suggestedName : '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (path.trim() !== '') answer(path.trim());
  };
  return (
    <form onSubmit={submit}>
      <FolderList
        start={isCreating ? folderOf(suggestedName) : null}
        onFolder={(folder) => isCreating && setPath(`${folder}/${nameOf(path) || 'campaign.contourist'}`)}
        onFile={setPath}
        onOpen={(file) => (isCreating ? setPath(file) : answer(file))}
        chosen={path}
      />
      <TextInput
        label="Campaign file, on the machine where Contourist runs"
        placeholder="/home/me/scan.contourist"
        mt="md"
        value={path}
        onChange={(event) => setPath(event.currentTarget.value)}
        data-autofocus
      />
      <Group justify="flex-end" gap="sm" mt="lg">
        <Button onClick={() => answer(null)}>Cancel</Button>
        <Button type="submit" variant="filled" disabled={path.trim() === ''}>
          {isCreating ? 'Create' : 'Open'}
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
