import { z } from 'zod';
import type { OutputFile, OutputWork } from '#main/files/output-file.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import type { BatchToPack, Pack, PointToPack } from '../pack.ts';
import { folderOf } from '../payload/payload-files.ts';
import { readTemplate } from './render-template.ts';
import { SAMPLE_NAMES, SAMPLE_TEMPLATES } from './sample-templates.ts';

const options = z.strictObject({
  sample: z
    .enum(SAMPLE_NAMES)
    .default('job-options')
    .describe('the text to start from; a template of your own takes its place'),
  template: z
    .string()
    .meta({ isMultiline: true })
    .default('')
    .describe('a template of your own in Liquid, such as "set m_zp {{ m_zp }}"; empty for the sample'),
  file: z
    .string()
    .trim()
    .default('')
    .describe(
      'name of the files, such as {{ id }}.txt; one without a value of the point makes one file for the batch',
    ),
});

type Settings = z.output<typeof options>;

/** Texts that people file by hand: job options, run cards, requests for a production. */
export const requestPack: Pack<Settings> = {
  id: 'request',
  title: 'Request list',
  description: 'a text from a template for each point, or for the batch',
  options,
  delivery: { kind: 'user' },
  async files(batch, { sample, template, file }, work) {
    const chosen = SAMPLE_TEMPLATES[sample];
    const name = file === '' ? (template === '' ? chosen.file : '{{ id }}.txt') : file;
    const fillName = readTemplate('the name of the files', name);
    const fillText = readTemplate('the template', template === '' ? chosen.text : template);
    const of = (values: object): OutputFile => ({
      name: `${folderOf(batch)}/${checkedName(fillName(values))}`,
      mediaType: 'text/plain',
      content: fillText(values),
    });
    const values = valuesOfBatch(batch);
    // A name that needs no point is one file with all of them.
    if (!name.includes('{{')) return [of(values)];
    return filesOfPoints(batch, values, of, work);
  },
};

function filesOfPoints(
  batch: BatchToPack,
  values: object,
  of: (values: object) => OutputFile,
  { signal, onProgress }: OutputWork,
): OutputFile[] {
  const taken = new Map<string, string>();
  return batch.points.map((point, index) => {
    signal?.throwIfAborted();
    onProgress?.((index + 1) / batch.points.length);
    const made = of({ ...values, ...valuesOfPoint(batch, point, index + 1) });
    const other = taken.get(made.name.toLowerCase());
    if (other !== undefined) {
      throw new ContouristError('option.bad', `The points ${other} and ${point.id} would share a file.`, {
        blame: 'usage',
        hint: 'Put {{ id }} into the name of the files.',
      });
    }
    taken.set(made.name.toLowerCase(), point.id);
    return made;
  });
}

/** A plain name: the folder is the batch's. */
function checkedName(name: string): string {
  if (/^[A-Za-z0-9_][\w.-]*$/.test(name)) return name;
  throw new ContouristError('option.bad', `A file cannot be called ${JSON.stringify(name.slice(0, 100))}.`, {
    blame: 'usage',
    hint: 'Use letters, digits, dots, hyphens and underscores, and values such as {{ id }}.',
  });
}

/** What templates know of the batch. */
function valuesOfBatch(batch: BatchToPack): object {
  const { campaign, quantities, report, parameters, points, fixed } = batch;
  return {
    campaign,
    batch: report.batch,
    fidelity: report.fidelity,
    quantities,
    parameters,
    fixed: Object.entries(fixed).map(([name, value]) => ({ name, value: digitsOf(value) })),
    points: points.map((point, index) => valuesOfPoint(batch, point, index + 1)),
  };
}

/** What they know of a point: id, its number in the batch, and each parameter, also by its own name. */
function valuesOfPoint({ parameters }: BatchToPack, { id, theta }: PointToPack, number: number): object {
  const values = parameters.map(({ name, unit }, axis) => ({
    name,
    unit,
    value: digitsOf(theta[axis] ?? Number.NaN),
  }));
  // Without a prototype, so that any name is a value; id and number are the point's whatever parameters are called.
  return Object.assign(
    Object.create(null),
    Object.fromEntries(values.map(({ name, value }) => [name, value])),
    {
      id,
      number,
      parameters: values,
    },
  );
}

/** All digits, as other packs write them; templates can round by Liquid's own filters. */
const digitsOf = (value: number): string => String(value + 0);
