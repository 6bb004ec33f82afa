import { Document, isCollection, isMap, isNode, isPair, isScalar, type Node } from 'yaml';
import { parseBoundedYaml } from './bounded-yaml.ts';
import { type CampaignDefinition, campaignDefinitionSchema, parameterSchema } from './campaign-definition.ts';
import { describeIssue } from './campaign-issue.ts';
import type { CampaignProblem } from './campaign-problem.ts';
import { ContouristError } from './contourist-error.ts';
import { stopRuleSchema } from './stop-metric.ts';

type Path = CampaignProblem['path'];

/** The keys that a map of the file may have, for "did you mean …?". */
function knownKeys(path: Path): readonly string[] {
  if (path.length === 0) return Object.keys(campaignDefinitionSchema.shape);
  if (path[0] === 'parameters') return Object.keys(parameterSchema.shape);
  return path[0] === 'stop' ? Object.keys(stopRuleSchema.shape) : [];
}

/** The node of an entry, or of the nearest one around it. */
function nodeAt(document: Document.Parsed, path: Path): Node | null {
  for (let depth = path.length; depth > 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true);
    if (isNode(node)) return node;
  }
  return document.contents;
}

/** Where in the text a problem is: at a key, at a character of an expression, or at the entry. */
function offsetOf(problem: CampaignProblem, document: Document.Parsed, text: string): number {
  const node = nodeAt(document, problem.path);
  const [start, end] = node?.range ?? [0, 0];
  if (problem.key !== undefined && isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && key.value === problem.key);
    if (isPair(pair) && isScalar(pair.key) && pair.key.range) return pair.key.range[0];
  }
  if (problem.column !== undefined && isScalar(node) && typeof node.value === 'string') {
    // Quotes shift the expression; one with escapes or line breaks is not found as it is, and its start must do.
    const shift = text.slice(start, end).indexOf(node.value);
    if (shift >= 0) return start + shift + problem.column - 1;
  }
  return start;
}

/**
 * Reads `campaign.yaml`, or the same as JSON.
 *
 * @param fileName for messages
 * @throws ContouristError those of `parseBoundedYaml`, `campaign.syntax` (not YAML), `campaign.…` or `expression.…` with file, line and column of
 *   the first problem and what to do; further problems follow in the message, a line each
 */
export function parseCampaignYaml(text: string, fileName: string): CampaignDefinition {
  const { document, positionAt, toJS } = parseBoundedYaml(text, fileName);
  const [syntaxError] = document.errors;
  if (syntaxError !== undefined) {
    throw new ContouristError(
      'campaign.syntax',
      `This is not valid YAML: ${syntaxError.message.replace(/\.$/, '')}.`,
      {
        position: positionAt(syntaxError.pos[0]),
        hint: 'Check indentation, brackets and quotes; text with ": " or a leading special character needs quotes.',
      },
    );
  }
  const result = campaignDefinitionSchema.safeParse(toJS(), { reportInput: true });
  if (result.success) return result.data;

  const problems = result.error.issues.flatMap((issue) => describeIssue(issue, knownKeys));
  const located = problems.map((problem) => ({ ...problem, offset: offsetOf(problem, document, text) }));
  // A mistyped key is also a missing one: the typo comes first.
  const isUnknown = ({ key }: CampaignProblem) => Number(key !== undefined);
  located.sort((a, b) => isUnknown(b) - isUnknown(a) || a.offset - b.offset);
  const [first, ...others] = located;
  const further = others.map(
    ({ offset, message, hint }) => `Line ${positionAt(offset).line}: ${message} ${hint}`,
  );
  throw new ContouristError(first.code, [first.message, ...further].join('\n'), {
    position: positionAt(first.offset),
    hint: first.hint,
  });
}

/** Writes a campaign as `campaign.yaml`, without what the defaults say; reading it back gives the same campaign. */
export function campaignToYaml(definition: CampaignDefinition): string {
  const { parameters, fixed, constraints, contour, ...rest } = definition;
  const document = new Document({
    name: rest.name,
    parameters: parameters.map(({ scale, ...parameter }) =>
      scale === 'log' ? { ...parameter, scale } : parameter,
    ),
    ...(Object.keys(fixed).length > 0 && { fixed }),
    ...(constraints.length > 0 && { constraints }),
    ...(rest.coordinates && { coordinates: rest.coordinates }),
    quantities: rest.quantities,
    contour: contour.length === 1 ? contour[0] : contour,
    ...(rest.stop && { stop: rest.stop }),
  });
  // One line for each parameter, and for every other entry that is a list or a map.
  const flow = (node: unknown) => {
    if (isCollection(node)) node.flow = true;
  };
  for (const key of ['fixed', 'constraints', 'coordinates', 'quantities', 'contour', 'stop'])
    flow(document.get(key));
  const list = document.get('parameters');
  if (isCollection(list)) list.items.forEach(flow);
  return document.toString({ lineWidth: 0 });
}
