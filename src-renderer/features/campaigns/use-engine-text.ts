import { useTimeout } from '@mantine/hooks';
import { useState } from 'react';
import { useMethod } from '#renderer/queries/use-method.ts';
import { engineText } from './engine-text.ts';

/** Trying the engines takes the processor for a second or two, which the first pictures need more. */
const PATIENCE_MS = 3_000;

/** What large fits will run on, and which program this is; null until it is known. */
export function useEngineText(): string | null {
  const [isTime, setTime] = useState(false);
  useTimeout(() => setTime(true), PATIENCE_MS, { autoInvoke: true });
  const { data: about } = useMethod('core.about', {}, { enabled: isTime });
  return about === undefined ? null : engineText(about);
}
