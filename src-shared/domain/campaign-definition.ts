import { z } from 'zod';
import type { CampaignProblem } from './campaign-problem.ts';
import { ContouristError } from './contourist-error.ts';
import { compileConstraint, compileExpression } from './expression.ts';
import { EXPRESSION_FUNCTIONS } from './expression-functions.ts';
import { QUANTITIES, quantitySchema } from './quantity.ts';
import { stopRuleSchema, stopRuleSubjects } from './stop-metric.ts';

/** A free parameter of the model. `log` means log10; proposals lie on the lattice lower + k·step where there is one. */
export const parameterSchema = z.strictObject({
  name: z.string(),
  /** TeX for axes, `m_{Z'}`. */
  label: z.string().exactOptional(),
  unit: z.string().exactOptional(),
  lower: z.number(),
  upper: z.number(),
  scale: z.enum(['linear', 'log']).default('linear'),
  step: z.number().exactOptional(),
});

export type Parameter = Readonly<z.infer<typeof parameterSchema>>;

/** One quantity stands for a list of one. */
const contourSchema = z.preprocess(
  (value) => (typeof value === 'string' ? [value] : value),
  z.array(quantitySchema).min(1),
);

const entriesSchema = z.strictObject({
  name: z.string().min(1),
  parameters: z.array(parameterSchema).min(1),
  /** Parameters held at one value: recorded, usable in expressions, never modelled. */
  fixed: z.record(z.string(), z.number()).default({}),
  /** Comparisons that every point must satisfy. */
  constraints: z.array(z.string()).default([]),
  /** Expressions that the Gaussian process sees instead of the parameters. */
  coordinates: z.array(z.string()).min(1).exactOptional(),
  quantities: z.array(quantitySchema).min(1),
  /** The quantities whose contour ln μ = 0 is sought; the rules average over them. */
  contour: contourSchema,
  stop: stopRuleSchema.exactOptional(),
});

export type CampaignDefinition = Readonly<z.infer<typeof entriesSchema>>;

type Path = CampaignProblem['path'];

/** Columns of the files that go to the grid and come back; a parameter of that name could not be told from them. */
const COLUMN_NAMES: readonly string[] = [...QUANTITIES, 'id', 'status', 'reason'];

const NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/** The Sobol sequence behind candidates and volumes has direction numbers for as many dimensions. */
const MOST_PARAMETERS = 32;

function problem(code: string, path: Path, message: string, hint: string): CampaignProblem {
  return { code: `campaign.${code}`, path, message, hint };
}

function* checkName(name: string, path: Path): Generator<CampaignProblem> {
  if (!NAME.test(name)) {
    const hint = 'Names start with a letter or _ and go on with letters, digits and _; put TeX under label.';
    yield problem('bad_name', path, `"${name}" cannot be a name in expressions.`, hint);
  } else if (EXPRESSION_FUNCTIONS.has(name)) {
    const hint = 'Choose another name; a column of that name can be given in the mapping.';
    yield problem('bad_name', path, `"${name}" is a function in expressions.`, hint);
  } else if (name in Object.prototype) {
    const hint = 'Choose another name; a column of that name can be given in the mapping.';
    yield problem('reserved_name', path, `"${name}" is a word of the programming language.`, hint);
  } else if (COLUMN_NAMES.includes(name)) {
    const hint = 'Choose another name; a column of that name can be given in the mapping.';
    yield problem('bad_name', path, `"${name}" is the name of a column in limit and batch files.`, hint);
  }
}

function* checkNames({ parameters, fixed }: CampaignDefinition): Generator<CampaignProblem> {
  const seen = new Set<string>();
  for (const [index, { name }] of parameters.entries()) {
    const path = ['parameters', index, 'name'];
    yield* checkName(name, path);
    if (seen.has(name)) {
      yield problem('duplicate_name', path, `Two parameters are called "${name}".`, 'Rename one of them.');
    }
    seen.add(name);
  }
  for (const name of Object.keys(fixed)) {
    yield* checkName(name, ['fixed', name]);
    if (seen.has(name)) {
      const message = `"${name}" is both a free parameter and fixed.`;
      yield problem('duplicate_name', ['fixed', name], message, 'Keep it in one of the two places.');
    }
  }
}

function* checkRange(
  { name, lower, upper, scale, step }: Parameter,
  index: number,
): Generator<CampaignProblem> {
  const at = (key: string): Path => ['parameters', index, key];
  if (lower > upper) {
    const message = `The bounds of ${name} are swapped: lower ${lower} is above upper ${upper}.`;
    yield problem('bounds', at('lower'), message, `Write lower: ${upper}, upper: ${lower}.`);
  } else if (lower === upper) {
    const message = `${name} has no range: lower and upper are both ${lower}.`;
    yield problem('bounds', at('lower'), message, `Hold it with "fixed: { ${name}: ${lower} }" instead.`);
  } else if (scale === 'log' && lower <= 0) {
    const message = `${name} has a log scale, and its lower bound ${lower} is not above 0.`;
    yield problem('log_bounds', at('lower'), message, 'Raise the bound, or use scale: linear.');
  }
  if (step === undefined) return;
  if (step <= 0) {
    const message = `The step of ${name} is ${step}; it must be above 0.`;
    yield problem('step', at('step'), message, 'Leave step out if any value will do.');
  } else if (lower < upper && step > upper - lower) {
    const message = `The step of ${name}, ${step}, is larger than its range ${upper - lower}.`;
    yield problem('step', at('step'), message, 'Make it smaller, or fix the parameter.');
  }
}

function* checkExpressions(definition: CampaignDefinition): Generator<CampaignProblem> {
  const names = definition.parameters.map(({ name }) => name);
  const attempt = (compile: () => unknown, path: Path): CampaignProblem | undefined => {
    try {
      compile();
      return undefined;
    } catch (error) {
      if (!(error instanceof ContouristError)) throw error;
      const { code, message, hint = '' } = error;
      return { code, path, message, hint, column: Number(error.position?.column ?? 1) };
    }
  };
  for (const [index, text] of definition.constraints.entries()) {
    const found = attempt(() => compileConstraint(text, names, definition.fixed), ['constraints', index]);
    if (found !== undefined) yield found;
  }
  const coordinates = definition.coordinates ?? [];
  for (const [index, text] of coordinates.entries()) {
    const found = attempt(() => compileExpression(text, names, definition.fixed), ['coordinates', index]);
    if (found !== undefined) yield found;
    if (coordinates.indexOf(text) < index) {
      const message = `The coordinate "${text}" is there twice.`;
      yield problem('duplicate_coordinate', ['coordinates', index], message, 'Remove one.');
    }
  }
}

function* checkQuantities({ quantities, contour }: CampaignDefinition): Generator<CampaignProblem> {
  for (const [key, list] of Object.entries({ quantities, contour })) {
    for (const [index, quantity] of list.entries()) {
      if (list.indexOf(quantity) === index) continue;
      yield problem('duplicate_quantity', [key, index], `${quantity} is in ${key} twice.`, 'Remove one.');
    }
  }
  for (const [index, quantity] of contour.entries()) {
    if (quantities.includes(quantity)) continue;
    const message = `The contour of ${quantity} is sought, but ${quantity} is not among the quantities.`;
    yield problem(
      'contour',
      ['contour', index],
      message,
      `Add ${quantity} to quantities: ${quantities.join(', ')}.`,
    );
  }
}

function* checkStop({ stop, contour, parameters }: CampaignDefinition): Generator<CampaignProblem> {
  if (stop?.of === undefined) return;
  const subjects = stopRuleSubjects(stop.metric, { contour, parameters });
  if (subjects.includes(stop.of)) return;
  const message = `There is no ${stop.metric} of "${stop.of}" to stop by.`;
  yield problem('stop', ['stop', 'of'], message, `Take ${subjects.join(', ')}, or leave it out.`);
}

/** Everything that contradicts itself in a campaign whose entries are of the right kind. */
export function findCampaignProblems(definition: CampaignDefinition): CampaignProblem[] {
  const { parameters } = definition;
  const hint = 'Fix those that matter least.';
  const message = `${parameters.length} parameters are too many; up to ${MOST_PARAMETERS} are possible.`;
  const tooMany =
    parameters.length > MOST_PARAMETERS ? [problem('parameters', ['parameters'], message, hint)] : [];
  return [
    ...tooMany,
    ...checkNames(definition),
    ...parameters.flatMap((parameter, index) => [...checkRange(parameter, index)]),
    ...checkExpressions(definition),
    ...checkQuantities(definition),
    ...checkStop(definition),
  ];
}

/**
 * What a campaign explores and asks: the content of `campaign.yaml`, with defaults filled in and every rule between
 * its entries checked (bounds, names, expressions, contour among the quantities).
 */
export const campaignDefinitionSchema = entriesSchema.superRefine(reportProblems(() => true));

/**
 * The definition in a campaign file. Names that are refused when a campaign is made or edited were allowed by earlier
 * versions, and a campaign that has one opens.
 */
export const storedDefinitionSchema = entriesSchema.superRefine(
  reportProblems(({ code }) => code !== 'campaign.reserved_name'),
);

function reportProblems(counts: (problem: CampaignProblem) => boolean) {
  return (definition: CampaignDefinition, context: z.core.$RefinementCtx): void => {
    for (const { path, message, ...params } of findCampaignProblems(definition).filter(counts)) {
      context.addIssue({ code: 'custom', path: [...path], message, params });
    }
  };
}
