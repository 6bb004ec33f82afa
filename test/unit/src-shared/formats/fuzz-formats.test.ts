// Damaged files: every reader ends in tables or in a ContouristError, and a number that is read stands in the file.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { FORMATS, readFile } from '#shared/formats/registry.ts';

/** Small files of every format, so that the test needs nothing beside the repository. */
const SEEDS: readonly (readonly [name: string, text: string])[] = [
  ['a.csv', '#: name: Limits\nm [GeV],gx,exp,obs\n500,1.0,0.5,0.4\n600,1.5,"0,8",nan\n'],
  ['a.json', '[{"m": 500, "exp": 0.5, "sub": {"a": 1}}, {"m": 600, "exp": null}]'],
  ['split.json', '{"columns": ["m", "exp"], "data": [[500, 0.5], [600, 1e40]], "index": [0, 1]}'],
  [
    'data1.yaml',
    "independent_variables:\n- header: {name: m, units: GeV}\n  values: [{value: 500}, {low: 1, high: 2}]\ndependent_variables:\n- header: {name: Expected}\n  values:\n  - value: 0.08\n    errors: [{asymerror: {plus: 0.03, minus: -0.02}, label: 1 s.d.}]\n  - {value: '-'}\n",
  ],
  ['submission.yaml', '---\ncomment: a\n---\nname: T\ndescription: d\nkeywords: []\ndata_file: data1.yaml\n'],
  [
    'table.json',
    '{"headers":[{"name":"m [GeV]","colspan":1},{"name":"UL","colspan":1}],"qualifier_order":[],"qualifiers":{"L":[{"type":"L","group":0,"colspan":1,"value":"Observed"}]},"values":[{"x":[{"value":"500"}],"y":[{"value":"0.1","group":0,"errors":[{"symerror":0.02,"label":"1 s.d."}]}]}]}',
  ],
  ['limit_data.json', '{"exp_m2": 0.5, "exp_m1": 0.7, "exp": 1.0, "exp_p1": 1.5, "exp_p2": 2.1, "obs": 0.9}'],
  ['limit.json', '[1.1, [0.5, 0.7, 1.0, 1.5, 2.1]]'],
  [
    'scan.json',
    '{"testmus": [0, 1, 2], "results": [[[0.9], [[0.5],[0.6],[0.7],[0.8],[0.9]]], [[0.5], [[0.04],[0.05],[0.2],[0.3],[0.4]]], [[0.2], [[0.01],[0.02],[0.03],[0.04],[0.1]]]]}',
  ],
  [
    'patchset.json',
    '{"metadata": {"labels": ["m1", "m2"]}, "patches": [{"metadata": {"name": "a", "values": [1, 2]}, "patch": []}]}',
  ],
  ['limits.json', '{"120.0": {"exp+1": 1.5, "exp0": 1.0, "obs": 0.9}, "125.0": {"exp0": 2.0}}'],
  [
    'harvest_list.json',
    '[{"CLs": 0.1, "CLsexp": 0.2, "clsu1s": 0.3, "expectedUpperLimit": 1.2, "upperLimit": 1.1, "xsec": 2, "m0": 1, "m12": 2}]',
  ],
  [
    'a_harvest_list',
    '0.5 0.5 0.7 -1 -1 0 0.5 4 -1 -1 0.8 0.4 0.9 0.2 -1 -1 -1 -1 -1 12 0 8.9 13.5 20.2 6.0 4.3 2.1 -999007. 3 0 0 0 0 0 0 1850 750 0\n',
  ],
  [
    'T1.txt',
    'txName: T1\nupperLimits: [[[[1.0E+03*GeV,1.0E+02*GeV],[1.0E+03*GeV,1.0E+02*GeV]],6.1E-03*pb],\n[[[1.2E+03*GeV,1.0E+02*GeV],[1.2E+03*GeV,1.0E+02*GeV]],5.0E-03*pb]]\n',
  ],
  [
    'checkmate.json',
    '{"precomputed": [[[200.0, 0.0], "id", ["\\"SUCCESS\\"", {"observed_CLs": "1.0"}]], [[2.0, 0.0], "id2", ["\\"FAILURE\\"", null]]]}',
  ],
  [
    'xsec.json',
    '{"initial state": "pp", "process_id": "pp13", "data": {"500": {"xsec_pb": 1.2, "unc_pb": 0.1}, "600": {"xsec_pb": 0.6, "unc_pb": 0.05}}}',
  ],
];

/** Pieces that break parsers: quotes, brackets, keys of objects, huge and odd numbers, control characters. */
const PIECES = [
  '"',
  "'",
  '[',
  ']',
  '{',
  '}',
  ',',
  ':',
  '\n',
  '\0',
  '\u{feff}',
  '*',
  '&a',
  '*a',
  '__proto__',
  'constructor',
  '1e999',
  '-',
  '−1',
  '0x1F',
  '1,5',
  '<0.5',
  'NaN',
  '*GeV',
  '- ',
  '#',
  '#:',
  '\\',
  '\u{1F4A9}',
];

interface Damage {
  readonly at: number;
  readonly kind: 'cut' | 'insert' | 'drop' | 'double' | 'swap';
  readonly piece: number;
  readonly length: number;
}

const damageArbitrary: fc.Arbitrary<Damage> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  kind: fc.constantFrom('cut', 'insert', 'drop', 'double', 'swap'),
  piece: fc.nat(PIECES.length - 1),
  length: fc.integer({ min: 1, max: 40 }),
});

function damaged(text: string, { at, kind, piece, length }: Damage): string {
  const from = Math.floor(at * text.length);
  const [before, part, after] = [
    text.slice(0, from),
    text.slice(from, from + length),
    text.slice(from + length),
  ];
  switch (kind) {
    case 'cut':
      return before;
    case 'insert':
      return before + PIECES[piece] + part + after;
    case 'drop':
      return before + after;
    case 'double':
      return before + part + part + after;
    case 'swap':
      return before + PIECES[piece] + after;
  }
}

/** Reads every cell of every table; the error, where it is one of ours. */
async function readWhole(name: string, bytes: Uint8Array): Promise<string | null> {
  try {
    const { tables } = await readFile({ name, bytes });
    for (const { columns, rows } of tables) {
      for (const row of rows) {
        expect(row.cells).toHaveLength(columns.length);
        expect(typeof row.text).toBe('string');
      }
    }
    return null;
  } catch (error) {
    if (!(error instanceof ContouristError)) throw error;
    expect(error.message.length).toBeLessThan(2000);
    return error.code;
  }
}

describe('damaged files', () => {
  test('there is a seed of every format', async () => {
    const found = new Set<string>();
    for (const [name, text] of SEEDS) {
      const bytes = new TextEncoder().encode(text);
      expect(await readWhole(name, bytes), name).toBeNull();
      found.add((await readFile({ name, bytes })).format.id);
    }
    const text = FORMATS.filter(({ id }) => !BINARY.has(id)).map(({ id }) => id);
    expect([...found].sort()).toEqual(text.sort());
  });

  test.each(SEEDS)('%s is read or refused, whatever happens to it', async (name, text) => {
    const damages = fc.array(damageArbitrary, { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(damages, async (all) => {
        await readWhole(name, new TextEncoder().encode(all.reduce(damaged, text)));
      }),
      { numRuns: 150, seed: 20261201 },
    );
  });

  test('bytes of any kind are read or refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        await readWhole('a.bin', bytes);
      }),
      { numRuns: 300, seed: 20261201 },
    );
  });
});

/** Formats whose damage has tests of its own. */
const BINARY: ReadonlySet<string> = new Set(['archive', 'root']);

const FORMATS_FOLDER = fileURLToPath(new URL('../../../../../shared/formats/', import.meta.url));

function filesIn(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? filesIn(path) : [path]));
}

describe.skipIf(!existsSync(FORMATS_FOLDER))(
  'genuine files (skipped where ../shared/formats is absent)',
  () => {
    test('are read or refused, cut anywhere and with anything in them', async () => {
      const files = existsSync(FORMATS_FOLDER)
        ? filesIn(FORMATS_FOLDER).filter((path) => !path.endsWith('.root'))
        : [];
      // Small files, so that the test is quick; large ones have the same grammar.
      const small = files.filter((path) => statSync(path).size < 10_000);
      expect(small.length).toBeGreaterThan(30);
      for (const path of small) {
        const text = readFileSync(path, 'utf8');
        for (const damage of fc.sample(damageArbitrary, { numRuns: 12, seed: 20261201 })) {
          await readWhole(basename(path), new TextEncoder().encode(damaged(text, damage)));
        }
      }
    });
  },
);
