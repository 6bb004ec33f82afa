import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';
import type { Client } from '#shared/contract/client.ts';
import type { Connection, Host, Surroundings } from './host.ts';

const SurroundingsContext = createContext<Surroundings | null>(null);

export function SurroundingsProvider({ value, children }: { value: Surroundings; children: ReactNode }) {
  return <SurroundingsContext value={value}>{children}</SurroundingsContext>;
}

function useSurroundings(): Surroundings {
  const surroundings = useContext(SurroundingsContext);
  if (surroundings === null) throw new Error('There is no SurroundingsProvider above this component.');
  return surroundings;
}

/** The core. Components mostly want `useMethod` and `useMethodMutation`, which go through it. */
export function useApi(): Client {
  return useSurroundings().client;
}

/** The program around the window. */
export function useHost(): Host {
  return useSurroundings().host;
}

/** Whether the core can be reached now. */
export function useConnection(): Connection {
  const { connection } = useSurroundings();
  return useSyncExternalStore(connection.subscribe, connection.current);
}
