import { basename } from 'node:path';
import type { OutputFile, OutputWork } from '#main/files/output-file.ts';
import { writeTable } from '#shared/limit-files/write-table.ts';
import type { BatchToPack, PointToPack } from '../pack.ts';
import { COLLECTOR } from './collector.ts';
import { checkPayload, inputFilesOf, type Payload } from './payload.ts';
import { renderCommand } from './render-command.ts';
import { type RunSettings, runPointScript } from './run-point.ts';

/** The folder of a batch: `batch-3`. */
export const folderOf = ({ report }: BatchToPack): string => `batch-${report.batch}`;

/**
 * What every pack that makes jobs writes: the list of points, for each point a folder with its command and its values, the
 * script that evaluates one, and the collector of the results.
 *
 *     batch-3/points.csv             id and parameters
 *     batch-3/ids.txt                the ids alone, one a line
 *     batch-3/points/b3-001/command.sh, point.json
 *     batch-3/run-point.sh           run-point.sh ID
 *     batch-3/collect.py             makes results.csv and resubmit.txt
 *
 * @param readme paragraphs of the system, between what the folder is and what comes back
 * @param inputs how a job gets its input files: linked from where they are, moved beside it by the system (HTCondor), or
 *   uploaded with the folder, from `inputs/`, where `submit.sh` puts them
 * @throws ContouristError `option.bad`, `pack.unknown_placeholder`, `pack.shell_variable`
 */
export function payloadFiles(
  batch: BatchToPack,
  payload: Payload,
  run: Omit<RunSettings, 'result' | 'inputs'>,
  readme: string,
  { signal, onProgress }: OutputWork,
  { inputs = 'linked' }: { readonly inputs?: 'linked' | 'moved' | 'uploaded' } = {},
): OutputFile[] {
  checkPayload(payload);
  const folder = folderOf(batch);
  const text = (name: string, content: string, mode?: number): OutputFile => ({
    name: `${folder}/${name}`,
    mediaType: 'text/plain',
    content,
    ...(mode !== undefined && { mode }),
  });
  const paths = inputFilesOf(payload.files);
  const links = { linked: paths, moved: [], uploaded: paths.map((path) => `../../inputs/${basename(path)}`) };
  const points = batch.points.flatMap((point, index) => {
    signal?.throwIfAborted();
    onProgress?.((index + 1) / batch.points.length);
    return [
      text(`points/${point.id}/command.sh`, `${renderCommand(payload.command, valuesOf(batch, point))}\n`),
      text(`points/${point.id}/point.json`, pointJson(batch, point)),
    ];
  });
  return [
    text('README.md', readmeText(batch, payload, readme)),
    text('points.csv', pointsTable(batch)),
    text('ids.txt', batch.points.map(({ id }) => `${id}\n`).join('')),
    text('run-point.sh', runPointScript({ ...run, result: payload.result, inputs: links[inputs] }), 0o755),
    text(
      'collect.py',
      COLLECTOR.replace('@RESULT@', () => JSON.stringify(payload.result)),
      0o755,
    ),
    ...points,
  ];
}

/** id and parameters of each point, as the csv pack writes them. */
function pointsTable({ parameters, points }: BatchToPack): string {
  return writeTable(
    ['id', ...parameters.map(({ name }) => name)],
    points.map(({ id, theta }) => [id, ...theta]),
  );
}

/** What a command's placeholders stand for. */
function valuesOf(
  { parameters, fixed, report }: BatchToPack,
  { id, theta }: PointToPack,
): ReadonlyMap<string, string> {
  return new Map([
    ...Object.entries(fixed).map(([name, value]) => [name, String(value)] as const),
    ...parameters.map(({ name }, axis) => [name, String((theta[axis] ?? Number.NaN) + 0)] as const),
    ['id', id],
    ['batch', String(report.batch)],
  ]);
}

function pointJson(batch: BatchToPack, { id, theta }: PointToPack): string {
  const values = batch.parameters.map(({ name }, axis) => [name, (theta[axis] ?? Number.NaN) + 0] as const);
  const parameters = Object.fromEntries(values);
  return `${JSON.stringify({ id, campaign: batch.campaign, batch: batch.report.batch, parameters, fixed: batch.fixed }, null, 2)}\n`;
}

function readmeText(batch: BatchToPack, { result }: Payload, system: string): string {
  const { report, points, quantities } = batch;
  const count = points.length === 1 ? '1 point' : `${points.length} points`;
  return `# Batch ${report.batch}: ${count}

Each point has a folder \`points/ID\` with its command (\`command.sh\`) and its values (\`point.json\`). To try one here:

    sh run-point.sh ${points[0]?.id ?? 'ID'}

The command runs in that folder. It leaves \`${result}\` with the limits on the signal strength as ${quantities
    .map((quantity) => `\`${quantity}\``)
    .join(', ')}, for example

    {${quantities.map((quantity, index) => `"${quantity}": ${(0.9 + index / 10).toFixed(1)}`).join(', ')}}

and ends with status 0. Any other status is a failed point; the last lines of \`log.txt\` are its reason.

${system.trim()}

## Results

    python3 collect.py

writes \`results.csv\`, a row for each point that has ended, and \`resubmit.txt\`, the ids of those that failed or have
not ended. It can be run at any time. Import the results in Batches, or with \`contourist results CAMPAIGN results.csv\`.
`;
}
