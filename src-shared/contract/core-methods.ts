import { z } from 'zod';
import { defineMethods } from './define-methods.ts';
import { enginesResultSchema } from './engines.ts';

export const coreMethods = defineMethods({
  /** The program and what it can compute with. Loading the native engines takes a moment the first time. */
  'core.about': {
    input: z.object({}),
    output: z.object({ version: z.string(), user: z.string(), cores: z.int(), engines: enginesResultSchema }),
  },
});
