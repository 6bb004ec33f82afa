const METHODS = ['log', 'warn', 'error'] as const;

/** Reads of ROOT files under way. */
let reading = 0;
let restore = (): void => undefined;

/**
 * Does something with jsroot while the console says nothing of it: the library writes what it stumbles over there, bytes of
 * the file and all. Whatever else is written meanwhile passes.
 */
export async function quietly<T>(work: () => Promise<T>): Promise<T> {
  if (reading++ === 0) restore = silenceJsroot();
  try {
    return await work();
  } finally {
    if (--reading === 0) restore();
  }
}

function silenceJsroot(): () => void {
  const own = METHODS.map((method) => [method, console[method]] as const);
  for (const [method, write] of own) {
    console[method] = (...args: unknown[]) => {
      if (!/[\\/]jsroot[\\/]/.test(new Error().stack ?? '')) write.apply(console, args);
    };
  }
  return () => {
    for (const [method, write] of own) console[method] = write;
  };
}
