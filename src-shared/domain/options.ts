import { z } from 'zod';
import { ContouristError } from './contourist-error.ts';
import { nearestName } from './nearest-name.ts';

/** Values of options by name: those of packs and artefacts, whose schemas say what there are. */
export type Options = Readonly<Record<string, string | number | boolean>>;

/** Values as they are given: numbers and truth values may be written as text. */
export const optionsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

/** An option, as forms and help texts show it. */
export const optionDescriptionSchema = z.object({
  name: z.string(),
  description: z.string(),
  /** `lines` is a text of several lines: `z.string().meta({ isMultiline: true })`. */
  kind: z.enum(['text', 'lines', 'number', 'switch', 'choice']),
  /** Of a choice; none of the others. */
  choices: z.array(z.string()),
  /** Null where one has to be given. */
  default: z.union([z.string(), z.number(), z.boolean()]).nullable(),
});

export type OptionDescription = z.infer<typeof optionDescriptionSchema>;

/** The part of JSON Schema that options become. */
const jsonSchemaSchema = z.object({
  properties: z
    .record(
      z.string(),
      z.object({
        type: z.enum(['string', 'number', 'integer', 'boolean']),
        description: z.string(),
        enum: z.array(z.string()).optional(),
        isMultiline: z.boolean().optional(),
        default: z.union([z.string(), z.number(), z.boolean()]).optional(),
      }),
    )
    .default({}),
});

/**
 * Options as window and help show them.
 *
 * @throws an error where the schema is not a flat object with a description for each entry
 */
export function describeOptions(schema: z.ZodType<Options>): OptionDescription[] {
  const { properties } = jsonSchemaSchema.parse(z.toJSONSchema(schema, { io: 'input' }));
  return Object.entries(properties).map(([name, option]) => ({
    name,
    description: option.description,
    kind: option.enum !== undefined ? 'choice' : option.isMultiline === true ? 'lines' : KINDS[option.type],
    choices: option.enum ?? [],
    default: option.default ?? null,
  }));
}

const KINDS = { string: 'text', number: 'number', integer: 'number', boolean: 'switch' } as const;

/**
 * Reads options that somebody gives; what is left out has its default.
 *
 * @param owner whose options they are, for messages: `pack csv`
 * @throws ContouristError `option.unknown`, `option.missing`, `option.bad`
 */
export function readOptions<T extends Options>(owner: string, schema: z.ZodType<T>, given: Options): T {
  const known = describeOptions(schema);
  const values = Object.entries(given).map(([name, value]) => {
    const option = known.find((candidate) => candidate.name === name);
    if (option === undefined) throw unknownOption(owner, name, known);
    return [name, typeof value === 'string' ? meantBy(option, value) : value] as const;
  });
  const read = schema.safeParse(Object.fromEntries(values));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const name = String(issue?.path[0] ?? '');
  const hint = `${name}: ${known.find((option) => option.name === name)?.description ?? ''}`;
  if (!Object.hasOwn(given, name)) {
    throw new ContouristError('option.missing', `The ${owner} needs the option ${name}.`, {
      blame: 'usage',
      hint,
    });
  }
  throw new ContouristError(
    'option.bad',
    `The option ${name} of the ${owner} cannot be ${JSON.stringify(given[name])}: ${issue?.message}.`,
    { blame: 'usage', hint },
  );
}

/** What a text says; the text itself where it does not say what the option wants, for the schema to refuse. */
function meantBy({ kind }: OptionDescription, text: string): string | number | boolean {
  if (kind === 'number') {
    const value = Number(text);
    return text.trim() === '' || Number.isNaN(value) ? text : value;
  }
  if (kind === 'switch') return text === 'true' ? true : text === 'false' ? false : text;
  return text;
}

function unknownOption(owner: string, name: string, known: readonly OptionDescription[]): ContouristError {
  const names = known.map((option) => option.name);
  const nearest = nearestName(name, names);
  const all = names.length === 0 ? 'It has none.' : `Its options are ${names.join(', ')}.`;
  return new ContouristError('option.unknown', `The ${owner} has no option ${JSON.stringify(name)}.`, {
    blame: 'usage',
    hint: nearest === undefined ? all : `Did you mean ${nearest}? ${all}`,
  });
}
