import { formatCounted } from '#renderer/components/numbers/format-number.ts';
import type { ImportUndo } from '#shared/contract/imports/imports-methods.ts';

/** What taking an import back does, one sentence for each thing. */
export function undoSentences(plan: Omit<ImportUndo, 'refused'>): string[] {
  const { removed, excluded, iterations, returned, quarantined, batchPoints } = plan;
  const sentences: string[] = [];
  if (removed > 0)
    sentences.push(`${formatCounted(removed, 'point')} leave${removed === 1 ? 's' : ''} the file.`);
  if (excluded > 0) {
    const [stays, them] = excluded === 1 ? ['stays', 'it'] : ['stay', 'them'];
    sentences.push(
      `${formatCounted(excluded, 'point')} ${stays}, left out of later fits: earlier fits were made from ${them}, or notes speak of ${them}.`,
    );
  }
  if (iterations.length > 0) {
    const which =
      iterations.length === 1 ? `Iteration ${iterations[0]} stays` : `Iterations ${list(iterations)} stay`;
    sentences.push(`${which} as fitted; the next fit does without these points.`);
  }
  if (returned > 0) {
    sentences.push(
      `${formatCounted(returned, 'point')} that it had replaced ${returned === 1 ? 'counts' : 'count'} again.`,
    );
  }
  if (batchPoints.length > 0) {
    const waits = batchPoints.length === 1 ? 'waits' : 'wait';
    sentences.push(
      `${list(batchPoints)} ${waits} for ${batchPoints.length === 1 ? 'a result' : 'results'} again.`,
    );
  }
  if (quarantined > 0)
    sentences.push(
      `${formatCounted(quarantined, 'entry', 'entries')} leave${quarantined === 1 ? 's' : ''} the quarantine.`,
    );
  return sentences.length > 0
    ? sentences
    : ['It brought nothing that is still here; its record says that it was undone.'];
}

/** The first few, and how many more. */
function list(items: readonly (string | number)[]): string {
  const shown = items.slice(0, 5).join(', ');
  return items.length > 5 ? `${shown} and ${items.length - 5} more` : shown;
}
