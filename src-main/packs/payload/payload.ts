import { basename } from 'node:path';
import { z } from 'zod';
import { ContouristError } from '#shared/domain/contourist-error.ts';

/** What runs for each point, and what it needs: options of every pack that makes jobs. */
export const payloadOptions = {
  command: z
    .string()
    .trim()
    .min(1)
    .describe('what a shell runs for each point; {id} and the names of parameters in braces are replaced'),
  result: z
    .string()
    .trim()
    .min(1)
    .default('limit.json')
    .describe('the file with the limits that the command leaves, in any format that can be imported'),
  files: z
    .string()
    .regex(/^[^\0\r\n$"]*$/, 'paths on one line')
    .default('')
    .describe('files that every job needs beside it, as absolute paths separated by commas'),
};

/** Resources of a job. */
export const resourceOptions = {
  cores: z.int().min(1).max(4096).default(1).describe('cores of a job'),
  memoryMb: z.int().min(1).default(2000).describe('memory of a job in MB'),
  minutes: z.int().min(1).default(240).describe('longest run of a job in minutes'),
};

/** The container that jobs run in. */
export const imageOption = z
  .string()
  .trim()
  .regex(/^[^\s$"]*$/, 'the name of an image')
  .default('')
  .describe('container image that jobs run in; empty for none');

/** The options of {@link payloadOptions}, read. */
export interface Payload {
  readonly command: string;
  readonly result: string;
  readonly files: string;
}

/** What every pack asks of a result's name: a file in the job's folder or below it. */
const RESULT = /^(?![/~])(?!.*(^|\/)\.\.(\/|$))[^\0\r\n$",;\\]+$/;

/** Names that the run itself uses. */
const TAKEN = new Set(['outcome.json', 'log.txt', 'command.sh', 'point.json', 'started']);

/**
 * Checks what a schema cannot say.
 *
 * @throws ContouristError `option.bad`
 */
export function checkPayload({ result, files }: Payload): void {
  if (!RESULT.test(result) || TAKEN.has(result)) {
    throw new ContouristError('option.bad', `The result cannot be the file ${JSON.stringify(result)}.`, {
      blame: 'usage',
      hint: `Name a file in the folder of the job, such as limit.json. ${[...TAKEN].join(', ')} are taken.`,
    });
  }
  const inputs = inputFilesOf(files);
  const relative = inputs.find((path) => !path.startsWith('/'));
  if (relative !== undefined) {
    throw new ContouristError('option.bad', `${JSON.stringify(relative)} is no absolute path.`, {
      blame: 'usage',
      hint: 'Jobs start elsewhere: give the files that they need as absolute paths.',
    });
  }
  const names = inputs.map((path) => basename(path));
  const twice = names.find((name, index) => names.indexOf(name) !== index || TAKEN.has(name));
  if (twice !== undefined) {
    throw new ContouristError('option.bad', `Two files of a job would be called ${JSON.stringify(twice)}.`, {
      blame: 'usage',
      hint: 'Every job finds its files in one folder: give them different names.',
    });
  }
}

/** The paths in the option `files`. */
export function inputFilesOf(files: string): string[] {
  return files
    .split(',')
    .map((path) => path.trim())
    .filter((path) => path !== '');
}
