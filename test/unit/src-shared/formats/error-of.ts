import { expect } from 'vitest';
import { ContouristError } from '#shared/domain/contourist-error.ts';

/** The error that something ends with; the test fails where it does not. */
export async function errorOf(work: Promise<unknown>): Promise<ContouristError> {
  const error = await work.then(() => null).catch((thrown: unknown) => thrown);
  if (error instanceof ContouristError) return error;
  expect.fail(`no ContouristError: ${error}`);
}
