import { stringify } from 'yaml';
import { z } from 'zod';
import type { OutputFile } from '#main/files/output-file.ts';
import type { Pack } from '../pack.ts';
import { payloadOptions, resourceOptions } from '../payload/payload.ts';
import { folderOf, payloadFiles } from '../payload/payload-files.ts';
import { returnFiles } from '../payload/return-point.ts';

const options = z.strictObject({
  ...payloadOptions,
  image: z
    .string()
    .trim()
    .regex(/^[\w./:@-]+$/, 'the name of an image, such as docker.io/library/python:3.13')
    .describe('container image that jobs run in, with sh and tar'),
  ...resourceOptions,
  workflow: z
    .enum(['batch', 'point'])
    .default('batch')
    .describe('one Snakemake workflow for the batch, or a serial one for each point'),
  backend: z
    .enum(['kubernetes', 'htcondorcern', 'slurmcern'])
    .default('kubernetes')
    .describe('where REANA runs the jobs'),
});

type Settings = z.output<typeof options>;

/** Workflows of REANA. Its client carries the files; its service keeps the list of what was submitted. */
export const reanaPack: Pack<Settings> = {
  id: 'reana',
  title: 'REANA',
  description: 'one Snakemake workflow, or a workflow for each point',
  options,
  delivery: { kind: 'user' },
  async files(batch, settings, work) {
    const folder = folderOf(batch);
    const text = (name: string, content: string, mode?: number): OutputFile => ({
      name: `${folder}/${name}`,
      mediaType: 'text/plain',
      content,
      ...(mode !== undefined && { mode }),
    });
    const isWhole = settings.workflow === 'batch';
    const run = {
      // Kubernetes alone ends a job by the time that the workflow states.
      timeoutSeconds: settings.backend === 'kubernetes' ? null : 60 * settings.minutes,
      retries: 0,
      wrapper: null,
    };
    const name = `contourist-${folder}`;
    return [
      ...payloadFiles(batch, settings, run, isWhole ? BATCH_README : POINT_README, work, {
        inputs: 'uploaded',
      }),
      ...returnFiles(batch, settings),
      ...(isWhole
        ? [
            text('reana.yaml', stringify(batchWorkflow)),
            text('Snakefile', snakefile(settings)),
            text('submit.sh', submitBatch(name), 0o755),
            text('fetch.sh', fetchBatch(name), 0o755),
          ]
        : [
            ...batch.points.map(({ id }) =>
              text(`points/${id}/reana.yaml`, stringify(pointWorkflow(id, settings))),
            ),
            text('submit.sh', submitPoints(name), 0o755),
            text('fetch.sh', fetchPoints(name), 0o755),
          ]),
    ];
  },
};

/** What every workflow takes along beside its points. */
const SCRIPTS = ['run-point.sh', 'return-point.sh'];

const batchWorkflow = {
  version: '0.9.0',
  inputs: { files: ['Snakefile', 'round.txt', ...SCRIPTS], directories: ['points', 'inputs'] },
  workflow: { type: 'snakemake', file: 'Snakefile' },
  outputs: { files: ['returned.tar'] },
};

const snakefile = (
  settings: Settings,
): string => `# Evaluates the points that round.txt lists. A point that fails is packed like the others and stops nothing.
IDS = [line.strip() for line in open("round.txt") if line.strip()]


rule all:
    input:
        "returned.tar",


rule point:
    input:
        "points/{id}/command.sh",
    output:
        "returned/{id}.tar.gz",
    container:
        "docker://${settings.image}"
    resources:
${Object.entries(resourcesOf(settings))
  .map(([name, value]) => `        ${name}=${JSON.stringify(value)},\n`)
  .join('')}    shell:
        "sh return-point.sh {wildcards.id} {output}"


rule gather:
    input:
        expand("returned/{id}.tar.gz", id=IDS),
    output:
        "returned.tar",
    container:
        "docker://${settings.image}"
    resources:
        compute_backend=${JSON.stringify(settings.backend)},
    shell:
        "tar -cf {output} returned"
`;

function pointWorkflow(id: string, settings: Settings) {
  return {
    version: '0.9.0',
    inputs: { files: SCRIPTS, directories: [`points/${id}`, 'inputs'] },
    workflow: {
      type: 'serial',
      specification: {
        steps: [
          {
            name: 'point',
            environment: settings.image,
            ...resourcesOf(settings),
            commands: [`mkdir -p returned && sh return-point.sh ${id} returned/${id}.tar.gz`],
          },
        ],
      },
    },
    outputs: { files: [`returned/${id}.tar.gz`] },
  };
}

/** Resources under REANA's names, which serial and Snakemake workflows share. */
function resourcesOf({ backend, cores, memoryMb, minutes }: Settings): Record<string, string | number> {
  if (backend === 'htcondorcern')
    return { compute_backend: backend, htcondor_max_runtime: String(60 * minutes) };
  if (backend === 'slurmcern') return { compute_backend: backend };
  return {
    compute_backend: backend,
    kubernetes_cpu_request: String(cores),
    kubernetes_memory_limit: `${memoryMb}M`,
    kubernetes_job_timeout: 60 * minutes,
  };
}

/** The points of a list become those of the next submission; what they left before is forgotten. */
const TAKE_LIST = `list=\${1:-ids.txt}
[ -r "$list" ] || { echo "submit.sh: there is no $list" >&2; exit 64; }
`;

const submitBatch = (name: string): string => `#!/bin/sh
# submit.sh [LIST]: uploads the folder and starts a workflow with the points that LIST names, by default all.
set -eu
cd -- "$(dirname -- "$0")"
${TAKE_LIST}cp -- "$list" round.part && mv round.part round.txt
while IFS= read -r id; do rm -f -- "points/$id/outcome.json" "points/$id/started"; done <round.txt
sh ./gather-inputs.sh
reana-client validate -f reana.yaml
reana-client run -f reana.yaml -w ${name}
echo "reana-client status -w ${name} shows it, sh fetch.sh brings back the results"
`;

const fetchBatch = (name: string): string => `#!/bin/sh
# fetch.sh: brings back the results of the last workflow, once it has finished.
set -eu
cd -- "$(dirname -- "$0")"
mkdir -p fetched
reana-client download -w ${name} -o fetched returned.tar
tar -xf fetched/returned.tar -C fetched
sh ./unpack.sh fetched
`;

const submitPoints = (name: string): string => `#!/bin/sh
# submit.sh [LIST]: starts a workflow for each point that LIST names, by default all. A point that was submitted is
# left alone, so that the script can be run again where it stopped; a list of points to try again comes from collect.py.
set -eu
cd -- "$(dirname -- "$0")"
${TAKE_LIST}sh ./gather-inputs.sh
if [ $# -gt 0 ]; then
  while IFS= read -r id; do
    rm -f -- "points/$id/outcome.json" "points/$id/started" "points/$id/submitted" "fetched/$id.tar.gz"
  done <"$list"
fi
while IFS= read -r id; do
  if [ -e "points/$id/submitted" ]; then continue; fi
  reana-client run -f "points/$id/reana.yaml" -w "${name}-$id" </dev/null
  : >"points/$id/submitted"
done <"$list"
echo "reana-client list shows them, sh fetch.sh brings back the results"
`;

const fetchPoints = (name: string): string => `#!/bin/sh
# fetch.sh: brings back the points that have finished. Can be run at any time.
set -u
cd -- "$(dirname -- "$0")" || exit 64
mkdir -p fetched
while IFS= read -r id; do
  if [ ! -e "points/$id/submitted" ] || [ -e "points/$id/outcome.json" ]; then continue; fi
  reana-client download -w "${name}-$id" -o fetched "returned/$id.tar.gz" </dev/null || :
done <ids.txt
sh ./unpack.sh fetched
`;

const BATCH_README = `## Run it

    sh submit.sh

uploads the folder and starts one Snakemake workflow with a job for each point. It needs \`reana-client\`, with
\`REANA_SERVER_URL\` and \`REANA_ACCESS_TOKEN\` set. When the workflow has finished,

    sh fetch.sh

brings the results back. A point that fails is a result like the others and stops nothing. To try failed points again:

    python3 collect.py; sh submit.sh resubmit.txt

Every submission is a run of the same workflow, with a number of its own (\`reana-client list\`).`;

const POINT_README = `## Run it

    sh submit.sh

starts a serial workflow for each point, \`points/ID/reana.yaml\`. It needs \`reana-client\`, with \`REANA_SERVER_URL\` and
\`REANA_ACCESS_TOKEN\` set. Where it was interrupted, run it again: points that were submitted are left alone. At any time,

    sh fetch.sh

brings back what has finished. To try failed points again:

    python3 collect.py; sh submit.sh resubmit.txt`;
