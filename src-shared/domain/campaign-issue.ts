import { z } from 'zod';
import type { CampaignProblem } from './campaign-problem.ts';
import { nearestName } from './nearest-name.ts';

type Path = CampaignProblem['path'];

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  array: 'a list',
  object: 'keys and values',
  record: 'names and values',
};

/** What `findCampaignProblems` says beside path and message. */
const ruleSchema = z.object({ code: z.string(), hint: z.string(), column: z.number().exactOptional() });

/** `"lower"`, or `Entry 2 of "quantities"`. */
function spell(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'The file';
  return typeof last === 'string' ? `"${last}"` : `Entry ${last + 1} of ${spell(path.slice(0, -1))}`;
}

function meant(word: unknown, choices: readonly string[]): string {
  const nearest = typeof word === 'string' ? nearestName(word, choices) : undefined;
  return nearest === undefined ? '' : `Did you mean "${nearest}"? `;
}

function describeKind(expected: string, given: unknown, path: Path): CampaignProblem {
  const wanted = KINDS[expected] ?? expected;
  if (given === undefined) {
    return {
      code: 'campaign.missing_key',
      path,
      message: `${spell(path)} is missing.`,
      hint: `Give ${wanted}.`,
    };
  }
  if (given === null && path.length === 0) {
    const hint = 'A campaign needs name, parameters, quantities and contour.';
    return { code: 'campaign.empty', path, message: 'The file is empty.', hint };
  }
  const quotes = expected === 'string' ? ' Put it in quotes.' : '';
  const hint = `It is ${JSON.stringify(given)} now.${quotes}`;
  return { code: 'campaign.bad_value', path, message: `${spell(path)} must be ${wanted}.`, hint };
}

/**
 * A complaint of the campaign's schema in plain words; one about several unknown keys becomes one for each.
 *
 * @param issue parsed with `reportInput`
 * @param knownKeys the keys that the map at a path may have
 */
export function describeIssue(
  issue: z.core.$ZodIssue,
  knownKeys: (path: Path) => readonly string[],
): CampaignProblem[] {
  const path = issue.path.filter((step) => typeof step !== 'symbol');
  switch (issue.code) {
    case 'custom': {
      const { code, hint, ...where } = ruleSchema.parse(issue.params);
      return [{ code, path, message: issue.message, hint, ...where }];
    }
    case 'unrecognized_keys':
      return issue.keys.map((key) => {
        const known = knownKeys(path);
        const message = `"${key}" is not a key of ${path.length === 0 ? 'a campaign' : spell(path)}.`;
        const hint = `${meant(key, known)}Known keys: ${known.join(', ')}.`;
        return { code: 'campaign.unknown_key', path, key, message, hint };
      });
    case 'invalid_value': {
      if (issue.input === undefined) return [describeKind('one of the values it knows', undefined, path)];
      const choices = issue.values.map(String);
      const message = `${JSON.stringify(issue.input)} is not a value of ${spell(path)}.`;
      const hint = `${meant(issue.input, choices)}Possible: ${choices.join(', ')}.`;
      return [{ code: 'campaign.bad_value', path, message, hint }];
    }
    case 'invalid_type':
      return [describeKind(issue.expected, issue.input, path)];
    case 'too_small': {
      const message = `${spell(path)} is ${issue.origin === 'array' || issue.origin === 'string' ? 'empty' : 'too small'}.`;
      const hint = `Give ${issue.origin === 'array' ? 'at least one entry' : `at least ${issue.minimum}`}.`;
      return [{ code: 'campaign.bad_value', path, message, hint }];
    }
    default:
      return [
        {
          code: 'campaign.bad_value',
          path,
          message: `${spell(path)}: ${issue.message}.`,
          hint: 'Correct it.',
        },
      ];
  }
}
