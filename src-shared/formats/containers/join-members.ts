import type { Cell } from '../cell.ts';
import type { ReadingNote } from '../reading-note.ts';
import type { RaggedRow, Table, TableRow } from '../table.ts';
import { namedValues, type PathPattern } from './path-values.ts';

/** A table, and the path in its archive of the file that it is in. */
export interface MemberTable {
  readonly path: string;
  readonly table: Table;
}

/** The column of the paths. */
const PATH_COLUMN = 'path';

interface Group {
  readonly members: MemberTable[];
  readonly columns: Set<string>;
}

/**
 * Joins the tables of many files to as few as there are kinds. Tables of one kind are of one format and name, and have
 * the same columns or some of them: a point without observed limit stays with the others, and the cell is empty. Each
 * row gets the path of its file, and a column for each `name=value` in it.
 *
 * @param fileName of the archive
 * @param pattern of the paths, which gives a column for each of its names
 */
export function joinMembers(
  fileName: string,
  members: readonly MemberTable[],
  pattern: PathPattern | null,
): Table[] {
  const groups: Group[] = [];
  // The widest come first, so that narrower ones find what they are part of.
  const byWidth = members.toSorted((a, b) => b.table.columns.length - a.table.columns.length);
  const groupOf = new Map<string, Group[]>();
  for (const member of byWidth) {
    const { format, name, columns } = member.table;
    const kind = JSON.stringify([format.kind, name]);
    const alike = groupOf.get(kind) ?? [];
    groupOf.set(kind, alike);
    const group = alike.find((candidate) => columns.every((column) => candidate.columns.has(column)));
    if (group !== undefined) group.members.push(member);
    else {
      const opened = { members: [member], columns: new Set(columns) };
      alike.push(opened);
      groups.push(opened);
    }
  }
  const place = new Map(members.map((member, index) => [member, index]));
  for (const group of groups) group.members.sort((a, b) => place.get(a)! - place.get(b)!);
  groups.sort((a, b) => place.get(a.members[0]!)! - place.get(b.members[0]!)!);
  const names = new Set<string>();
  return groups.map((group) => {
    const plain = nameOf(group.members);
    let name = plain;
    for (let copy = 2; names.has(name); copy++) name = `${plain} (${copy})`;
    names.add(name);
    return joinGroup(fileName, groups.length === 1 ? null : name, group, pattern);
  });
}

/** What the files are called in common: `limit.json`, else `*.json`. */
function nameOf(members: readonly MemberTable[]): string {
  const [first] = members;
  const own = first?.table.name ?? null;
  const bases = new Set(members.map(({ path }) => path.slice(path.lastIndexOf('/') + 1)));
  const [base = ''] = bases;
  const file =
    members.length === 1
      ? (first?.path ?? '')
      : bases.size === 1
        ? base
        : `*${/\.[^.]*$/.exec(base)?.[0] ?? ''}`;
  return own === null ? file : `${file}, ${own}`;
}

function joinGroup(
  fileName: string,
  name: string | null,
  { members, columns: found }: Group,
  pattern: PathPattern | null,
): Table {
  const values = members.map(({ path }) => valuesOf(path, pattern));
  const fromPath = [...new Set(values.flatMap((map) => [...map.keys()]))].filter((key) => !found.has(key));
  const added = [...(found.has(PATH_COLUMN) ? [] : [PATH_COLUMN]), ...fromPath];
  const columns = [...added, ...found];
  const rows: TableRow[] = [];
  const ragged: RaggedRow[] = [];
  const notes = new Map<string, ReadingNote>();
  for (const [index, { path, table }] of members.entries()) {
    const head = added.map((key) => (key === PATH_COLUMN ? path : (values[index]?.get(key) ?? '')));
    const order = [...found].map((column) => table.columns.indexOf(column));
    const isAlone = table.rows.length + table.ragged.length === 1;
    for (const row of table.rows) {
      const where = isAlone ? path : `${path}:${row.path ?? row.line}`;
      rows.push(new JoinedRow(rows.length + 1, where, row, head, order));
    }
    for (const { reason, text, line, path: own } of table.ragged) {
      ragged.push({ line: rows.length + 1, path: `${path}:${own ?? line}`, reason, text });
    }
    for (const note of table.notes ?? []) if (!notes.has(note.code)) notes.set(note.code, note);
  }
  const units = members.find(({ table }) => table.units !== undefined)?.table;
  return {
    fileName,
    name,
    format: { kind: 'archive', members: members.length },
    columns,
    rows,
    ragged,
    ...(units?.units && {
      units: columns.map((column) => units.units?.[units.columns.indexOf(column)] ?? ''),
    }),
    ...(notes.size > 0 && { notes: [...notes.values()] }),
  };
}

/** What a path says of its point: by a pattern, else as `name=value`. */
function valuesOf(path: string, pattern: PathPattern | null): ReadonlyMap<string, string> {
  const found = pattern?.match(path) ?? null;
  if (pattern === null || found === null) return namedValues(path);
  return new Map(pattern.names.map((name, index) => [name, found[index] ?? '']));
}

/** A row of a member; its cells are made when they are asked for, as the member's are. */
class JoinedRow implements TableRow {
  readonly line: number;
  readonly path: string;
  readonly #row: TableRow;
  readonly #head: readonly string[];
  readonly #order: readonly number[];

  constructor(line: number, path: string, row: TableRow, head: readonly string[], order: readonly number[]) {
    this.line = line;
    this.path = path;
    this.#row = row;
    this.#head = head;
    this.#order = order;
  }

  get cells(): readonly Cell[] {
    const { cells } = this.#row;
    return [...this.#head, ...this.#order.map((index) => cells[index] ?? '')];
  }

  get text(): string {
    return this.#row.text;
  }
}
