// The layer rules bite: README.md's map says who may import whom, Biome refuses everything else, and the layers'
// tsconfigs keep Node and the DOM out of src-shared.
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const bin = (tool: string): string => resolve('node_modules/.bin', tool);

interface Layer {
  readonly folder: string;
  /** Folders it may import; `src-shared` stands for all of that. */
  readonly mayImport: readonly string[];
}

/** The rows `| \`folder\` | what it is | \`folder\`, … |` of README.md's map. */
function readmeLayers(): Layer[] {
  const [, map] = readFileSync('README.md', 'utf8').split(/^## The house.*$|^## Working on it$/m);
  const rows = (map ?? '').matchAll(/^\| `((?:src-|resources)[^`]*)` \|[^|]*\|([^|]*)\|$/gm);
  return [...rows].map(([, folder, imports]) => ({
    folder: folder ?? '',
    mayImport: [...(imports ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? ''),
  }));
}

const layers = readmeLayers();

/** Packages that only one layer may touch. */
const reservedPackages: Record<string, string> = {
  'better-sqlite3': 'src-main/store',
  'onnxruntime-node': 'src-main/fitting',
  '@tensorflow/tfjs-node': 'src-main/fitting',
};

const permits = ({ mayImport }: Layer, folder: string): boolean =>
  mayImport.some((allowed) => folder === allowed || folder.startsWith(`${allowed}/`));

const alias = (folder: string): string =>
  folder.replace(/^src-(shared|main)\b/, '#$1').replace(/^resources\b/, '#resources');

let scratch: string;
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'contourist-layers-'));
});
afterEach(() => rmSync(scratch, { recursive: true, force: true }));

/** Lints files `from` that hold one import each, and returns those that Biome refused, as `from ← import`. */
function refusedImports(probes: readonly { from: string; specifier: string }[]): Set<string> {
  copyFileSync('biome.json', join(scratch, 'biome.json'));
  const importOf = new Map<string, string>();
  for (const [index, { from, specifier }] of probes.entries()) {
    const file = `${from}/probe-${index}.ts`;
    mkdirSync(join(scratch, from), { recursive: true });
    writeFileSync(
      join(scratch, file),
      `import { probe } from '${specifier}';\nexport const found = probe;\n`,
    );
    importOf.set(file, `${from} ← ${specifier}`);
  }
  const { stdout } = spawnSync(
    bin('biome'),
    ['lint', '--vcs-enabled=false', '--max-diagnostics=none', '--reporter=json', '.'],
    { cwd: scratch, encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  const report = JSON.parse(stdout) as { diagnostics: { category: string; location: { path: string } }[] };
  return new Set(
    report.diagnostics
      .filter(({ category }) => category === 'lint/style/noRestrictedImports')
      .map(({ location }) => importOf.get(location.path) ?? location.path),
  );
}

describe('the layer map of README.md', () => {
  it('lists exactly the folders that exist', () => {
    const inside = (parent: string): string[] =>
      readdirSync(parent, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && readdirSync(join(parent, entry.name)).length > 0)
        .map((entry) => `${parent}/${entry.name}`);
    const existing = [...inside('src-shared'), ...inside('src-main'), 'src-renderer', 'resources'];
    expect(layers.map(({ folder }) => folder).sort()).toEqual(existing.sort());
  });

  it('is what Biome enforces, by alias and by relative path', () => {
    const expected: string[] = [];
    const probes = layers.flatMap((from) =>
      layers
        .filter((to) => to.folder !== from.folder)
        .flatMap((to) => {
          const forms = [`${relative(from.folder, to.folder)}/some-file.ts`];
          if (to.folder !== 'src-renderer') forms.push(`${alias(to.folder)}/some-file.ts`);
          if (!permits(from, to.folder)) expected.push(...forms.map((form) => `${from.folder} ← ${form}`));
          return forms.map((specifier) => ({ from: from.folder, specifier }));
        }),
    );
    expect([...refusedImports(probes)].sort()).toEqual(expected.sort());
  });

  it('keeps Node out of the pure layers, and each native package in one layer', () => {
    const expected: string[] = [];
    const probes: { from: string; specifier: string }[] = [];
    for (const { folder } of layers) {
      probes.push({ from: folder, specifier: 'node:fs' });
      if (folder.startsWith('src-shared/') || folder === 'src-renderer') expected.push(`${folder} ← node:fs`);
      if (!folder.startsWith('src-main/')) continue;
      for (const [name, owner] of Object.entries(reservedPackages)) {
        probes.push({ from: folder, specifier: name });
        if (folder !== owner) expected.push(`${folder} ← ${name}`);
      }
    }
    expect([...refusedImports(probes)].sort()).toEqual(expected.sort());
  });
});

describe('the rooms', () => {
  /** The rows `| \`room\` | what it holds | its screen |` of README.md, those of a screen of the window apart. */
  const [, map] = readFileSync('README.md', 'utf8').split(/^## The house.*$|^## Working on it$/m);
  const rows = [...(map ?? '').matchAll(/^\| `((?!resources)[a-z]+)` \|[^|]*\|([^|]*)\|$/gm)];
  const rooms = rows.map(([, room]) => room ?? '').sort();
  const withScreen = rows.filter(([, , screen]) => !screen?.includes('(')).map(([, room]) => room ?? '');

  const foldersIn = (parent: string): string[] =>
    readdirSync(parent, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort();

  it('of README.md are the folders of the services, of the contract and of the window', () => {
    expect(foldersIn('src-main/services')).toEqual(rooms);
    expect(foldersIn('src-shared/contract')).toEqual(rooms);
    expect(foldersIn('src-renderer/features')).toEqual(withScreen.sort());
  });

  it('hold every service: none lies beside them', () => {
    expect(readdirSync('src-main/services').filter((name) => name.includes('.'))).toEqual([]);
  });

  it('each have one file of handlers, where a window asks anything of them', () => {
    const handlers = readdirSync('src-main/api').filter((name) => name.endsWith('-handlers.ts'));
    expect(handlers.map((name) => name.replace('-handlers.ts', '')).sort()).toEqual(withScreen.sort());
  });
});

describe('the tsconfig of src-shared', () => {
  /** Type-checks `source` as if it were a file of src-shared. */
  function check(source: string): { status: number | null; stdout: string } {
    mkdirSync(join(scratch, 'src-shared'));
    symlinkSync(resolve('node_modules'), join(scratch, 'node_modules'));
    for (const file of ['package.json', 'tsconfig.json', 'src-shared/tsconfig.json'])
      copyFileSync(file, join(scratch, file));
    writeFileSync(join(scratch, 'src-shared/probe.ts'), source);
    return spawnSync(bin('tsc'), ['-p', 'src-shared'], { cwd: scratch, encoding: 'utf8' });
  }

  it.each([
    ['document', 'export const title = document.title;\n', "Cannot find name 'document'"],
    ['node:fs', "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;\n", 'node:fs'],
  ])('rejects %s', (_, source, complaint) => {
    const { status, stdout } = check(source);
    expect(stdout).toContain(complaint);
    expect(status).not.toBe(0);
  });

  it('accepts plain TypeScript, so the refusals above are about what they name', () => {
    expect(check('export const half = (x: number): number => x / 2;\n')).toMatchObject({
      status: 0,
      stdout: '',
    });
  });
});
