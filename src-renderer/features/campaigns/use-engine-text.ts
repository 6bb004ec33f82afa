import { useTimeout } from '@mantine/hooks';
import { useState } from 'react';
import { useMethod } from '#renderer/queries/use-method.ts';
import type { OutputOf } from '#shared/contract/methods.ts';
import { ENGINE_NAMES } from '#shared/domain/fit-settings.ts';

/** What large fits will run on, and which program this is: `ONNX Runtime, float64, 2 cores · Contourist 1.0.0`. */
function engineText({ engines: { auto }, cores, version }: OutputOf<'core.about'>): string {
  const coreCount = `${cores} ${cores === 1 ? 'core' : 'cores'}`;
  return `${ENGINE_NAMES[auto] ?? auto}, float64, ${coreCount} \u2003 Contourist ${version}`;
}

/** Trying the engines takes the processor for a second or two, which the first pictures need more. */
const PATIENCE_MS = 3_000;

/** What large fits will run on, and which program this is; null until it is known. */
export function useEngineText(): string | null {
  const [isTime, setTime] = useState(false);
  useTimeout(() => setTime(true), PATIENCE_MS, { autoInvoke: true });
  const { data: about } = useMethod('core.about', {}, { enabled: isTime });
  return about === undefined ? null : engineText(about);
}
