// One task of the bench in a process of its own: `run-task.ts JSON` prints what it measured, with the process's peak of memory.
import { runTask, taskSchema } from './tasks.ts';

const measured = await runTask(taskSchema.parse(JSON.parse(process.argv[2])));
const peakBytes = 1024 * process.resourceUsage().maxRSS;
process.stdout.write(`${JSON.stringify({ ...measured, peakBytes })}\n`);
process.exit();
