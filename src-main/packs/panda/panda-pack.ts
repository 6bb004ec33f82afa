import { z } from 'zod';
import type { OutputFile } from '#main/files/output-file.ts';
import type { Pack } from '../pack.ts';
import { imageOption, payloadOptions, resourceOptions } from '../payload/payload.ts';
import { folderOf, payloadFiles } from '../payload/payload-files.ts';
import { returnFiles } from '../payload/return-point.ts';
import { shellQuoted } from '../payload/shell.ts';

const options = z.strictObject({
  ...payloadOptions,
  dataset: z
    .string()
    .trim()
    .regex(/^(user|group)\.[\w-]+(\.[\w-]+)+$/, 'a name such as user.jdoe.darkhiggs.batch3')
    .describe('output dataset, such as user.jdoe.darkhiggs.batch3; one that exists is refused by PanDA'),
  image: imageOption,
  ...resourceOptions,
  attempts: z.int().min(1).max(50).default(3).describe('how often PanDA tries a job that is lost'),
  extra: z
    .string()
    .trim()
    .regex(/^[\w\s.,:=/@*-]*$/, 'options of prun without quotes')
    .default('')
    .describe('further options of prun, such as --site or --excludedSite'),
});

type Settings = z.output<typeof options>;

/** A task of PanDA: one job for each point, in the order of a list that travels with it. */
export const pandaPack: Pack<Settings> = {
  id: 'panda',
  title: 'PanDA',
  description: 'a task of prun with a job for each point',
  options,
  delivery: { kind: 'user' },
  async files(batch, settings, work) {
    const folder = folderOf(batch);
    const script = (name: string, content: string): OutputFile => ({
      name: `${folder}/${name}`,
      mediaType: 'text/x-shellscript',
      content,
      mode: 0o755,
    });
    const run = { timeoutSeconds: 60 * settings.minutes, retries: 0, wrapper: null };
    return [
      ...payloadFiles(batch, settings, run, README, work, { inputs: 'uploaded' }),
      ...returnFiles(batch, settings),
      script('run-task.sh', RUN_TASK),
      script('submit.sh', submitScript(settings)),
      script('fetch.sh', fetchScript(settings)),
    ];
  },
};

/** PanDA numbers the jobs of a task; the list says which point a number is. */
const RUN_TASK = `#!/bin/sh
# run-task.sh N: evaluates the Nth point of round.txt, counted from 1, and leaves point.tar.gz.
cd -- "$(dirname -- "$0")" || exit 64
id=$(sed -n "\${1}p" round.txt)
[ -n "$id" ] || { echo "run-task.sh: round.txt has no line $1" >&2; exit 64; }
sh ./return-point.sh "$id" point.tar.gz
`;

function submitScript({ dataset, image, cores, memoryMb, attempts, extra }: Settings): string {
  const lines = [
    `prun --exec 'sh run-task.sh %RNDM:1'`,
    '--outputs point.tar.gz',
    '--outDS "$dataset"',
    '--nJobs "$count"',
    '--noBuild',
    // prun leaves files with such endings behind unless they are named.
    '--extFile "$(ls inputs | paste -s -d , -)"',
    `--nCore ${cores}`,
    // PanDA counts memory by core.
    `--memory ${Math.ceil(memoryMb / cores)}`,
    `--maxAttempt ${attempts}`,
    ...(image === '' ? [] : [`--containerImage ${shellQuoted(image)}`]),
    ...(extra === '' ? [] : [extra.replaceAll(/\s+/g, ' ')]),
  ];
  return `#!/bin/sh
# submit.sh [LIST DATASET]: submits a task with a job for each point that LIST names, by default all. A dataset takes one
# task: give another name for each further one.
set -eu
cd -- "$(dirname -- "$0")"
list=\${1:-ids.txt}
dataset=\${2:-${dataset}}
if [ $# -eq 1 ]; then echo "submit.sh: name the dataset of the new task after the list, such as ${dataset}.2" >&2; exit 64; fi
[ -r "$list" ] || { echo "submit.sh: there is no $list" >&2; exit 64; }
if grep -q -x -F -- "$dataset" submitted.txt 2>/dev/null; then
  echo "submit.sh: $dataset was submitted before; nothing is submitted twice" >&2; exit 65
fi
cp -- "$list" round.part && mv round.part round.txt
while IFS= read -r id; do rm -f -- "points/$id/outcome.json" "points/$id/started"; done <round.txt
sh ./gather-inputs.sh
count=$(grep -c . round.txt)
${lines.join(' \\\n  ')}
echo "$dataset" >>submitted.txt
echo "pbook shows the task, sh fetch.sh $dataset brings back the results"
`;
}

const fetchScript = ({ dataset }: Settings): string => `#!/bin/sh
# fetch.sh [DATASET]: brings back the points that have finished. Can be run at any time.
set -eu
cd -- "$(dirname -- "$0")"
dataset=\${1:-${dataset}}
mkdir -p fetched
rucio download --dir fetched "\${dataset}_point.tar.gz"
sh ./unpack.sh fetched
`;

const README = `## Run it

    sh submit.sh

submits a task with a job for each point. It needs panda-client (\`prun\`) and a grid proxy. \`pbook\` shows the task; at any time

    sh fetch.sh

brings back what has finished, by \`rucio\`. A point that fails is a result like the others; PanDA itself tries again what
was lost. To submit failed points again, name a new dataset:

    python3 collect.py; sh submit.sh resubmit.txt user.jdoe.darkhiggs.batch3.2`;
