import type { OutputFile } from '#main/files/output-file.ts';
import type { BatchToPack } from '../pack.ts';
import { inputFilesOf, type Payload } from './payload.ts';
import { folderOf } from './payload-files.ts';
import { shellQuoted } from './shell.ts';

/**
 * What packs add for systems that share no folder with this machine: a point goes there with the folder of the batch and
 * comes back as an archive.
 *
 *     batch-3/return-point.sh ID ARCHIVE   evaluates a point, and packs what is to come back
 *     batch-3/unpack.sh FOLDER             puts archives that came back where collect.py looks
 *     batch-3/gather-inputs.sh             copies the files that jobs need into inputs/
 *     batch-3/round.txt                    the points of the next submission, at first all of them
 */
export function returnFiles(batch: BatchToPack, payload: Payload): OutputFile[] {
  const folder = folderOf(batch);
  const script = (name: string, content: string): OutputFile => ({
    name: `${folder}/${name}`,
    mediaType: 'text/x-shellscript',
    content,
    mode: 0o755,
  });
  return [
    {
      name: `${folder}/round.txt`,
      mediaType: 'text/plain',
      content: batch.points.map(({ id }) => `${id}\n`).join(''),
    },
    script('return-point.sh', returnScript(payload.result)),
    script('unpack.sh', UNPACK),
    script('gather-inputs.sh', gatherScript(inputFilesOf(payload.files))),
  ];
}

/** A failed point is a result, too: the job succeeds wherever it brings an outcome back. */
const returnScript = (result: string): string => `#!/bin/sh
# return-point.sh ID ARCHIVE: evaluates a point and packs its outcome, what it printed and its result.
# A point that fails is packed like the others: the job itself ends well.
id=$1
archive=$2
result=${shellQuoted(result)}
cd -- "$(dirname -- "$0")" || exit 64
sh ./run-point.sh "$id"
[ -s "points/$id/outcome.json" ] || { echo "return-point.sh: the point $id left no outcome" >&2; exit 65; }
tar -czf "$archive" "points/$id/outcome.json" "points/$id/log.txt" "points/$id/$result"
`;

/** Archives are taken for this batch's points alone, so that none writes elsewhere. */
const UNPACK = `#!/bin/sh
# unpack.sh FOLDER: takes the archives in FOLDER and below, and puts what they hold into points/. Can be run again.
set -u
cd -- "\${1:?unpack.sh FOLDER}" && from=$(pwd) && cd - >/dev/null || exit 64
cd -- "$(dirname -- "$0")" || exit 64
count=0
find "$from" -name '*.tar.gz' -print >unpack.list
while IFS= read -r archive; do
  if tar -tzf "$archive" | grep -v -E '^points/b[0-9]+-[0-9]+/' | grep -q . || tar -tzf "$archive" | grep -q -F '..'; then
    echo "unpack.sh: $archive is no archive of a point; it is left alone" >&2
  else
    tar -xzf "$archive" && count=$((count + 1))
  fi
done <unpack.list
rm -f unpack.list
echo "$count points unpacked"
`;

const gatherScript = (inputs: readonly string[]): string => `#!/bin/sh
# gather-inputs.sh: copies the files that jobs need beside them, so that they travel with the folder.
set -eu
cd -- "$(dirname -- "$0")"
mkdir -p inputs
: >inputs/README
${inputs.map((path) => `cp -RL -- ${shellQuoted(path)} inputs/\n`).join('')}`;
