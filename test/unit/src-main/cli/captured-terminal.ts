import { runCommandLine } from '#main/cli/run-command-line.ts';

/** Runs one command line in this process, and gives back what it wrote and its exit code. */
export async function runHere(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  let [stdout, stderr] = ['', ''];
  const code = await runCommandLine(args, {
    out: (text) => {
      stdout += text;
    },
    err: (text) => {
      stderr += text;
    },
  });
  return { code, stdout, stderr };
}
