import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCheck, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ContouristError } from '#shared/domain/contourist-error.ts';

export interface NoticeAction {
  readonly label: string;
  readonly run: () => void;
}

interface FailureNotice {
  /** What failed: `Fit of observed failed`. */
  readonly title: string;
  /** An error, or its cause in a sentence. */
  readonly error: unknown;
  /** The first is the button, others stand beside it as plain text. */
  readonly actions?: readonly NoticeAction[];
  /** One notice for each id: a newer one takes the place of the older. */
  readonly id?: string;
}

/** Says that something failed: one cause, one action, and it stays until it is closed. */
export function notifyFailure({ title, error, actions = [], id }: FailureNotice): void {
  show({
    id,
    title,
    color: 'bad',
    icon: <IconAlertTriangle size={16} stroke={1.5} />,
    autoClose: false,
    text: causeOf(error),
    actions,
  });
}

/** Says that something is done that the screen does not show by itself; goes away after some seconds. */
export function notifyDone(title: string, text?: string, actions: readonly NoticeAction[] = []): void {
  show({
    id: undefined,
    title,
    color: 'ok',
    icon: <IconCheck size={16} stroke={1.5} />,
    autoClose: 6_000,
    text,
    actions,
  });
}

/** Says something that the user should know and may have to act on; stays until it is closed. */
export function notifyInfo(
  title: string,
  text: string,
  actions: readonly NoticeAction[] = [],
  id?: string,
): void {
  show({
    id,
    title,
    color: 'accent',
    icon: <IconInfoCircle size={16} stroke={1.5} />,
    autoClose: false,
    text,
    actions,
  });
}

/** An error's message with what to do next, as sentences. */
export function causeOf(error: unknown): string {
  if (error instanceof ContouristError) return [error.message, error.hint].filter(Boolean).join(' ');
  return error instanceof Error ? error.message : String(error);
}

function show({
  id,
  title,
  color,
  icon,
  autoClose,
  text,
  actions,
}: {
  id: string | undefined;
  title: string;
  color: string;
  icon: ReactNode;
  autoClose: number | false;
  text: string | undefined;
  actions: readonly NoticeAction[];
}): void {
  const ownId = id ?? crypto.randomUUID();
  const perform = (action: NoticeAction) => () => {
    notifications.hide(ownId);
    action.run();
  };
  const message = (
    <>
      {text !== undefined && <Text component="span">{text}</Text>}
      {actions.length > 0 && (
        <Group gap="sm" mt="sm">
          {actions.map((action, index) => (
            <Button key={action.label} variant={index === 0 ? 'default' : 'subtle'} onClick={perform(action)}>
              {action.label}
            </Button>
          ))}
        </Group>
      )}
    </>
  );
  notifications.hide(ownId);
  notifications.show({
    id: ownId,
    title,
    message,
    color,
    icon,
    autoClose,
    role: color === 'bad' ? 'alert' : 'status',
    closeButtonProps: { 'aria-label': 'Close' },
  });
}
