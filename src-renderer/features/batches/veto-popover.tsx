import { Button, Popover, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import styles from './batches.module.css';

interface VetoPopoverProps {
  readonly ordinal: number;
  readonly onClose: () => void;
  /** @param reason null where none was given */
  readonly onVeto: (reason: string | null) => void;
}

/** Asks, beside where it stands, why a point is not wanted. Enter alone is an answer too. */
export function VetoPopover({ ordinal, onClose, onVeto }: VetoPopoverProps) {
  return (
    <Popover opened onDismiss={onClose} position="left" trapFocus returnFocus withRoles={false} width={260}>
      <Popover.Target>
        <span />
      </Popover.Target>
      <Popover.Dropdown>
        <VetoForm ordinal={ordinal} onVeto={onVeto} />
      </Popover.Dropdown>
    </Popover>
  );
}

function VetoForm({ ordinal, onVeto }: Pick<VetoPopoverProps, 'ordinal' | 'onVeto'>) {
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onVeto(reason.trim() === '' ? null : reason.trim());
  };
  return (
    <form className={styles.popoverForm} onSubmit={submit}>
      <TextInput
        label={`Why not point ${ordinal}?`}
        placeholder="no sample at this mass"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-autofocus
      />
      <Button type="submit" variant="filled">
        Veto
      </Button>
    </form>
  );
}
