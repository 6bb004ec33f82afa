import { z } from 'zod';

/**
 * How a limit was obtained: `low` is the cheap estimate (SimpleAnalysis, cross sections), `high` the full analysis.
 * The two are the tasks of the Gaussian process.
 */
export const FIDELITIES = ['low', 'high'] as const;

export const fidelitySchema = z.enum(FIDELITIES);

export type Fidelity = z.infer<typeof fidelitySchema>;
