// What every pack must do, whichever system it is for: those of the registry, and one for tests that has all that a
// pack may have.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { checkOutputFiles, type OutputFile } from '#main/files/output-file.ts';
import { writeFilesAtomically } from '#main/files/write-file-atomically.ts';
import type { BatchToPack, Pack } from '#main/packs/pack.ts';
import { PACKS } from '#main/packs/registry.ts';
import { exportBatch } from '#main/services/batches/export-batch.ts';
import { setBatchPointState } from '#main/store/batch-points-repository.ts';
import { readBatch } from '#main/store/batches-repository.ts';
import { transaction } from '#main/store/transaction.ts';
import { describeOptions, readOptions } from '#shared/domain/options.ts';
import { campaignWithBatch } from '../unit/src-main/services/batches/batch-fixtures.ts';
import { batchOf } from './batch-to-pack.ts';
import { queuePack } from './queue-pack.ts';

const folder = mkdtempSync(join(tmpdir(), 'contourist-packs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Names that a campaign may have, and that do harm where they are not taken as text. */
const HOSTILE = [
  'x; touch owned',
  '$(touch owned)',
  '`touch owned`',
  "it's",
  'say "no"',
  'a,b;c\td',
  'two\nlines',
  '../../owned',
  'con',
  '=HYPERLINK("http://a.b")',
  'm̃ → ∞',
  '__proto__',
];

/** Texts that a system asks for in a shape of its own. */
const MEANT: Readonly<Record<string, string>> = { dataset: 'user.jdoe.batch3' };

const textOf = ({ content }: OutputFile): string => Buffer.from(content).toString('utf8');

for (const pack of [...PACKS, queuePack(join(folder, 'queue')) as Pack]) {
  /** Options that have to be given are numbers or texts that mean nothing in particular, but for those named here. */
  const settings = readOptions(
    `pack ${pack.id}`,
    pack.options,
    Object.fromEntries(
      describeOptions(pack.options)
        .filter((option) => option.default === null)
        .map(({ name, kind, choices }) => [
          name,
          MEANT[name] ?? (kind === 'choice' ? (choices[0] ?? '') : kind === 'number' ? 1 : 'x'),
        ]),
    ),
  );
  const filesOf = (batch: BatchToPack) => pack.files(batch, settings, {});

  describe(`the pack ${pack.id}`, () => {
    it('has an id for commands and words for people', () => {
      expect(pack.id).toMatch(/^[a-z][a-z0-9-]*$/);
      expect([...PACKS].filter(({ id }) => id === pack.id).length).toBeLessThanOrEqual(1);
      expect(pack.title.trim()).not.toBe('');
      expect(pack.description.trim()).not.toBe('');
      for (const { name, description } of describeOptions(pack.options)) {
        expect(name).toMatch(/^[A-Za-z][A-Za-z0-9]*$/);
        expect(description.trim()).not.toBe('');
      }
    });

    it('refuses options that it does not have', () => {
      expect(() => readOptions(pack.id, pack.options, { noSuchOption: 1 })).toThrow(
        /has no option "noSuchOption"/,
      );
    });

    it('makes the same files of the same batch', async () => {
      const thetas = [
        [1000, 0.7],
        [2000, 1.1],
      ];
      expect(await filesOf(batchOf(thetas))).toEqual(await filesOf(batchOf(thetas)));
    });

    it('makes files that can be written anywhere, whatever the campaign is called', async () => {
      for (const name of HOSTILE) {
        const files = await filesOf(batchOf([[1, 2]], [name, 'gx'], name));
        checkOutputFiles(`The pack ${pack.id}`, files);
        expect(files.map((file) => file.name)).toEqual(
          (await filesOf(batchOf([[1, 2]]))).map((file) => file.name),
        );
      }
    });

    it('puts several files into a folder of the batch', async () => {
      const files = await filesOf(
        batchOf([
          [1, 2],
          [3, 4],
        ]),
      );
      if (files.length > 1) expect(files.every(({ name }) => name.startsWith('batch-3'))).toBe(true);
    });

    it('writes every id, and every value to its last digit', async () => {
      const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
      await fc.assert(
        fc.asyncProperty(fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 4 }), async (thetas) => {
          const batch = batchOf(thetas);
          const text = (await filesOf(batch)).map((file) => `${file.name}\n${textOf(file)}`).join('\n');
          for (const { id } of batch.points) expect(text).toContain(id);
          const written = new Set((text.match(/-?\d+(?:\.\d+)?(?:e[-+]?\d+)?/gi) ?? []).map(Number));
          // −0 and 0 are one place.
          for (const theta of thetas) for (const x of theta) expect(written.has(x + 0)).toBe(true);
        }),
        { numRuns: 30 },
      );
    });

    it('says whose the way is, and has all of it where it is the pack’s', () => {
      const { delivery } = pack;
      if (delivery.kind === 'user') expect(Object.keys(delivery)).toEqual(['kind']);
      else {
        for (const step of ['submit', 'status', 'collect', 'resubmit', 'cancel'] as const) {
          expect(delivery[step]).toBeTypeOf('function');
        }
      }
    });
  });
}

it.each(PACKS)('$id leaves no file and no state where nothing waits for a result', async ({ id }) => {
  const campaign = campaignWithBatch();
  transaction(campaign, 'edit-batch', () => {
    for (const point of ['b1-001', 'b1-002', 'b1-003']) {
      setBatchPointState(campaign, point, { state: 'vetoed' });
    }
  });
  const empty = mkdtempSync(join(folder, 'empty-'));
  const packs = [{ pack: id, options: {} }];
  await expect(exportBatch(campaign, 1, empty, { packs })).rejects.toMatchObject({
    code: 'batch.nothing_open',
  });
  expect(readdirSync(empty)).toEqual([]);
  expect(readBatch(campaign, 1).exportedAt).toBeNull();
});

describe('a pack that carries', () => {
  const queue = join(folder, 'grid');
  const pack = queuePack(queue);
  const settings = readOptions('pack queue', pack.options, { memoryMb: '4000' });

  it('writes scripts in which any name is data', async () => {
    const echo = join(folder, 'echo');
    writeFileSync(echo, '#!/bin/sh\nprintf "%s\\0" "$@"\n');
    chmodSync(echo, 0o755);
    const workplace = join(folder, 'shell');
    mkdirSync(workplace);
    for (const name of HOSTILE) {
      const [file] = await pack.files(
        batchOf([[0.1 + 0.2, 1]], [name, 'gx'], name),
        { ...settings, command: echo },
        {},
      );
      if (file === undefined) throw new Error('There is no script.');
      const path = join(workplace, 'job.sh');
      writeFilesAtomically([{ path, content: file.content, mode: file.mode }]);
      expect(statSync(path).mode & 0o100).toBe(0o100);
      const words = execFileSync(path, { cwd: workplace, encoding: 'utf8' }).split('\0').slice(0, -1);
      expect(words).toEqual([name, 'b3-001', name, '0.30000000000000004', 'gx', '1']);
      expect(readdirSync(workplace)).toEqual(['job.sh']);
    }
  });

  it('stops in the middle, and says how far it is', async () => {
    const thetas = Array.from({ length: 4 }, (_, i) => [i, 1]);
    const controller = new AbortController();
    const shares: number[] = [];
    const onProgress = (share: number) => {
      shares.push(share);
      if (share === 0.5) controller.abort(new Error('enough'));
    };
    const { signal } = controller;
    await expect(pack.files(batchOf(thetas), settings, { signal, onProgress })).rejects.toThrow('enough');
    expect(shares).toEqual([0.25, 0.5]);
  });

  it('finds its jobs again by a handle that has been through a file', async () => {
    const { delivery } = pack;
    if (delivery.kind !== 'system') throw new Error('The pack carries.');
    const batch = batchOf([
      [1, 1],
      [2, 1],
      [3, 1],
    ]);
    const handle = JSON.parse(JSON.stringify(await delivery.submit(folder, batch, settings, {})));
    expect(await delivery.collect(handle, {})).toEqual({
      table: null,
      resubmittable: [],
      coreSeconds: new Map(),
    });
    writeFileSync(join(queue, 'b3-001.out'), '0.1');
    writeFileSync(join(queue, 'b3-002.err'), 'evicted, "again"');
    expect(await delivery.status(handle, {})).toEqual([
      { id: 'b3-001', state: 'finished', reason: null },
      { id: 'b3-002', state: 'failed', reason: 'evicted, "again"' },
      { id: 'b3-003', state: 'waiting', reason: null },
    ]);
    const { table, resubmittable } = await delivery.collect(handle, {});
    expect(table?.text).toBe('id,status,reason,exp\nb3-001,done,,0.1\nb3-002,failed,"evicted, ""again""",\n');
    expect(resubmittable).toEqual(['b3-002']);
    const again = await delivery.resubmit(handle, resubmittable, {});
    expect((await delivery.status(again, {})).map(({ state }) => state)).toEqual([
      'finished',
      'waiting',
      'waiting',
    ]);
  });
});

describe('files for any system', () => {
  const named = (...names: string[]): OutputFile[] =>
    names.map((name) => ({ name, mediaType: 'text/plain', content: '' }));

  it.each([
    [],
    ['/etc/passwd'],
    ['../up.csv'],
    ['a//b'],
    ['a\\b'],
    ['C:x'],
    ['nul.csv'],
    ['.hidden'],
    ['a.'],
    ['a b'],
    ['é.csv'],
    ['-rf'],
    ['A.csv', 'a.csv'],
    ['a', 'a/b'],
    [`${'x'.repeat(101)}`],
  ])('are not %s', (...names: string[]) => {
    expect(() => checkOutputFiles('The pack x', named(...names))).toThrow(/^The pack x /);
  });

  it('are plain names, in folders too', () => {
    checkOutputFiles('The pack x', named('batch-1.csv', 'batch-1/b1-001.sh', 'batch-1/in/_1.json'));
  });
});
