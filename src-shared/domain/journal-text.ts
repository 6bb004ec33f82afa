import { QUANTITY_NAMES, quantitySchema } from './quantity.ts';

/** A detail of the journal: whatever the step kept of itself. */
type Detail = Readonly<Record<string, unknown>>;

const text = (value: unknown): string => String(value ?? '');
const quantityText = (value: unknown): string => {
  const quantity = quantitySchema.safeParse(value);
  return quantity.success ? QUANTITY_NAMES[quantity.data] : text(value);
};
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

/** Points by their ids, or how many they are where there are more than a few. */
function pointsText(ids: unknown): string {
  const all = list(ids);
  return all.length <= 3 ? all.join(', ') : counted(all.length, 'point');
}

/** What each action did, in words; a step of a newer version of the program shows its own name. */
const SENTENCES: Readonly<Record<string, (detail: Detail) => string>> = {
  new: ({ name }) => `Made the campaign ${text(name)}`,
  migrate: ({ from, to }) => `Brought the file from version ${text(from)} to ${text(to)}`,
  'missing-log': ({ lastStepAt }) =>
    `Opened a copy that was made while the campaign was open: later steps than that of ${text(lastStepAt)} may be missing`,
  edit: ({ changes }) => {
    const entries = list(changes).map((change) => text((change as Detail).entry));
    return entries.length === 0 ? 'Edited the campaign' : `Edited ${entries.join(', ')}`;
  },
  import: ({ file, imported }) => `Imported ${counted(Number(imported ?? 0), 'point')} from ${text(file)}`,
  'undo-import': ({ file, points }) =>
    `Took the import of ${text(file)} back: ${counted(Number(points ?? 0), 'point')}`,
  repair: ({ file, rows }) => `Repaired ${counted(list(rows).length, 'row')} of ${text(file)}`,
  'flag-test': ({ points, test }) =>
    `Made ${counted(list(points).length, 'point')} ${test ? 'for tests' : 'for fits'}`,
  exclude: ({ points, reason }) =>
    `Left ${counted(list(points).length, 'point')} out of the fit: ${text(reason)}`,
  include: ({ points }) => `Took ${counted(list(points).length, 'point')} back into the fit`,
  'note-points': ({ points, text: note }) =>
    `${note === '' ? 'Removed the note of' : 'Note on'} ${counted(list(points).length, 'point')}${note === '' ? '' : `: ${text(note)}`}`,
  fit: ({ quantity, iteration }) => `Fitted ${quantityText(quantity)}, iteration ${text(iteration)}`,
  metrics: ({ iteration }) => `Judged iteration ${text(iteration)}`,
  propose: ({ batch, proposed, method, again }) =>
    `Proposed batch ${text(batch)}${again === true ? ' again' : ''}: ${counted(Number(proposed ?? 0), 'point')} by ${text(method)}`,
  'edit-batch': ({ batch, vetoed, reason, pinned, released, added, refilled }) => {
    const parts = [
      ['vetoed', vetoed],
      ['pinned', pinned],
      ['released', released],
      ['added', added],
      ['refilled', refilled],
    ] as const;
    const done = parts.filter(([, ids]) => list(ids).length > 0);
    return `Batch ${text(batch)}: ${done.map(([what, ids]) => `${what} ${pointsText(ids)}`).join('; ')}${reason === undefined ? '' : ` (${text(reason)})`}`;
  },
  'drop-batch': ({ batch, points }) =>
    `Dropped batch ${text(batch)}: ${counted(Number(points ?? 0), 'point')}`,
  'freeze-batch': ({ batch }) => `Froze batch ${text(batch)}`,
  'reset-points': ({ batch, points }) => `Batch ${text(batch)}: asked again for ${pointsText(points)}`,
  'run-points': ({ batch, points }) => `Batch ${text(batch)}: running ${pointsText(points)}`,
  'give-up-points': ({ batch, points }) => `Batch ${text(batch)}: gave up ${pointsText(points)}`,
  export: ({ batch, points, packs }) => {
    const names = list(packs).map((used) => text((used as Detail).pack));
    const as = names.length === 0 ? '' : ` as ${names.join(' and ')}`;
    return `Exported batch ${text(batch)}${as}: ${counted(Number(points ?? 0), 'point')}`;
  },
  submit: ({ batch, pack, points }) =>
    `Submitted batch ${text(batch)} by ${text(pack)}: ${counted(Number(points ?? 0), 'point')}`,
  'submit-again': ({ batch, points }) => `Batch ${text(batch)}: submitted ${pointsText(points)} again`,
  collect: ({ batch, out }) =>
    `Batch ${text(batch)}: collected what had come back, ${counted(Number(out ?? 0), 'point')} still out`,
  // A late result is taken like any other; a failure is none.
  results: ({ file, joined, done, late, failed }) => {
    const taken = `Took ${counted(Number(joined ?? done ?? 0) + Number(late ?? 0), 'result')} from ${text(file)}`;
    const lost = Number(failed ?? 0);
    return lost === 0 ? taken : `${taken}; ${counted(lost, 'point')} failed`;
  },
  note: ({ subject, text: note }) => `Note on the ${text(subject)}: ${text(note)}`,
  'edit-note': ({ text: note }) => `Changed a note to: ${text(note)}`,
  'remove-note': ({ text: note }) => `Removed the note: ${text(note)}`,
  undo: ({ action }) => `Undid: ${text(action)}`,
  redo: ({ action }) => `Did again: ${text(action)}`,
};

/** One line of the journal in words, without the full stop: `Imported 42 points from limits.csv`. */
export function journalText(action: string, detail: Detail): string {
  return SENTENCES[action]?.(detail) ?? action;
}
