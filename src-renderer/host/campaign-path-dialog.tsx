import { Button, Group, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type CampaignPathQuestion, useCampaignPathQuestion } from './campaign-path-question.ts';

/** The browser host's way of picking a campaign file: its path on the machine where Contourist runs. */
export function CampaignPathDialog() {
  const { question } = useCampaignPathQuestion();
  return (
    <Modal
      opened={question !== null}
      onClose={() => question?.answer(null)}
      title={question?.purpose === 'create' ? 'New campaign' : 'Open a campaign'}
      size={520}
    >
      {question !== null && <PathForm question={question} />}
    </Modal>
  );
}

function PathForm({ question: { purpose, suggestedName = '', answer } }: { question: CampaignPathQuestion }) {
  const [path, setPath] = useState(purpose === 'create' ? suggestedName : '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (path.trim() !== '') answer(path.trim());
  };
  return (
    <form onSubmit={submit}>
      <TextInput
        label="Campaign file, on the machine where Contourist runs"
        placeholder="/home/me/scan.contourist"
        value={path}
        onChange={(event) => setPath(event.currentTarget.value)}
        data-autofocus
      />
      <Group justify="flex-end" gap="sm" mt="lg">
        <Button onClick={() => answer(null)}>Cancel</Button>
        <Button type="submit" variant="filled" disabled={path.trim() === ''}>
          {purpose === 'create' ? 'Create' : 'Open'}
        </Button>
      </Group>
    </form>
  );
}
