import { Button, Group, Modal, Textarea } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useState } from 'react';

interface TextDialogProps {
  readonly title: string;
  readonly label: string;
  readonly hint: string;
  /** What the filled button does. */
  readonly action: string;
  readonly initial: string;
  readonly isRequired: boolean;
  readonly onClose: () => void;
  readonly onText: (text: string) => void;
}

/** Asks for a sentence: why points are left out, a note. Enter answers, Shift Enter is a new line. */
export function TextDialog(props: TextDialogProps) {
  const { title, label, hint, action, initial, isRequired, onClose, onText } = props;
  const [text, setText] = useState(initial);
  const isMissing = isRequired && text.trim() === '';
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (isMissing) return;
    onText(text.trim());
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={title}>
      <form onSubmit={submit}>
        <Textarea
          label={label}
          description={hint}
          autosize
          minRows={2}
          maxRows={8}
          data-autofocus
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          onKeyDown={(event: KeyboardEvent) => {
            if (event.key === 'Enter' && !event.shiftKey) {
              event.preventDefault();
              submit();
            }
          }}
        />
        <Group justify="flex-end" mt="md">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="filled" disabled={isMissing}>
            {action}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
