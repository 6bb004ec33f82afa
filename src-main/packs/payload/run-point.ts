import { shellQuoted } from './shell.ts';

/** What the script that evaluates a point goes by. */
export interface RunSettings {
  /** The file that the command leaves. */
  readonly result: string;
  /** Ends a run that takes longer, where the system does not; null leaves that to the system. */
  readonly timeoutSeconds: number | null;
  /** How often a failed command is run again at once. */
  readonly retries: number;
  /** A call around the command, such as a container's, with the command as `"$@"`; null runs it as it is. */
  readonly wrapper: string | null;
  /** Paths of files that are linked into the folder of the point, absolute or seen from there. */
  readonly inputs: readonly string[];
}

/**
 * The script `run-point.sh ID`, POSIX sh: it runs the point's `command.sh` in the point's folder with its output in
 * `log.txt`, and says how it ended in `outcome.json` as `{"exit": 0, "seconds": 12}`. That file appears whole or not at all, and a
 * point that has it is not run again: two jobs for one point do no harm. Where the system moves files (HTCondor), there is no
 * folder `points` and the point is in the working folder.
 *
 * A command that ends well without its result has failed, with status 66. A failed one leaves an empty result, since
 * systems that fetch the file by its name would stop at a missing one.
 */
export function runPointScript({ result, timeoutSeconds, retries, wrapper, inputs }: RunSettings): string {
  return `#!/bin/sh
# run-point.sh ID: evaluates one point. Its outcome is in outcome.json, what it printed in log.txt.
id=$1
result=${shellQuoted(result)}
timeout_s=${timeoutSeconds ?? 0}
retries=${retries}

here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
if [ -d "$here/points/$id" ]; then cd "$here/points/$id" || exit 64; fi
[ -r command.sh ] || { echo "run-point.sh: there is no point $id here" >&2; exit 64; }
# A point that has an outcome is done: a job that was submitted twice changes nothing.
if [ -e outcome.json ]; then exit 0; fi

evaluate() {
  if [ "$timeout_s" -gt 0 ] && command -v timeout >/dev/null 2>&1; then
    set -- timeout -k 30 "$timeout_s" sh ./command.sh
  else
    set -- sh ./command.sh
  fi
  ${wrapper ?? '"$@"'}
}

case $result in */*) mkdir -p -- "\${result%/*}" ;; esac
start=$(date +%s)
: >started
${inputs.map((path) => `ln -sf -- ${shellQuoted(path)} . || exit 64\n`).join('')}attempt=0
while :; do
  rm -f -- "$result"
  evaluate >log.txt 2>&1 </dev/null
  status=$?
  if [ "$status" -eq 0 ] && [ ! -s "$result" ]; then
    echo "The command ended well and left no $result." >>log.txt
    status=66
  fi
  if [ "$status" -eq 124 ] && [ "$timeout_s" -gt 0 ]; then echo "It ran longer than $timeout_s s." >>log.txt; fi
  [ "$status" -ne 0 ] && [ "$attempt" -lt "$retries" ] || break
  attempt=$((attempt + 1))
done
if [ "$status" -ne 0 ]; then : >"$result"; fi
printf '{"exit": %d, "seconds": %d}\\n' "$status" "$(($(date +%s) - start))" >outcome.part && mv outcome.part outcome.json
exit "$status"
`;
}
