import { describe, expect, it } from 'vitest';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { parseCampaignYaml } from '#shared/domain/campaign-yaml.ts';
import { createSpace } from '#shared/domain/space.ts';
import type { Table } from '#shared/formats/table.ts';
import { unconfirmed } from '#shared/limit-files/findings/registry.ts';
import { applyRemedy } from '#shared/limit-files/findings/remedy.ts';
import { parseMapping } from '#shared/limit-files/parse-mapping.ts';
import { readLimits } from '#shared/limit-files/read-limits.ts';

const definition: CampaignDefinition = parseCampaignYaml(
  'name: t\ncontour: obs\nparameters: [{ name: m1, lower: 100, upper: 1000, unit: GeV }]\nquantities: [obs, exp, exp_p1, exp_m1]\n',
  'campaign.yaml',
);
const space = createSpace(definition);

/** A table from lines of cells. */
function tableOf(fileName: string, lines: readonly string[]): Table {
  const [columns = [], ...rows] = lines.map((line) => line.split(','));
  return {
    fileName,
    name: null,
    format: { kind: 'delimited' },
    columns,
    rows: rows.map((cells, index) => ({ line: index + 2, path: null, cells, text: cells.join(',') })),
    ragged: [],
  };
}

const read = (lines: readonly string[], yaml = '', theory?: readonly string[]) =>
  readLimits(tableOf('limits.csv', lines), parseMapping(yaml, 'mapping.yaml'), space, {
    ...(theory && { theoryTable: tableOf('xsec.csv', theory) }),
  });

const codes = (reading: ReturnType<typeof read>) => reading.findings.map(({ subject }) => subject.code);

// combine's quantiles of two points, as float32.
const COMBINE = [
  'm1,limit,limitErr,quantileExpected',
  ...[200, 400].flatMap((m1) =>
    [
      [0.53, 0.025],
      [0.71, 0.16],
      [1, 0.5],
      [1.42, 0.8399999737739563],
      [1.95, 0.975],
      [1.2, -1],
    ].map(([factor = 0, quantile = 0]) => `${m1},${(factor * m1) / 100},0,${quantile}`),
  ),
];

describe('rows at one place', () => {
  it('that differ by factors are found with the column that tells them apart, and pivoted exactly', () => {
    const reading = read(COMBINE, 'quantities: { exp: limit }');
    expect(codes(reading)).toEqual(['rows-differ']);
    const [finding] = reading.findings;
    expect(finding?.subject).toMatchObject({ columns: ['quantileExpected'], places: 2 });
    expect(finding?.rows).toBe(12);
    expect(unconfirmed(reading.findings)).toHaveLength(1);

    const cured = applyRemedy(reading.mapping, finding?.remedy ?? {});
    const again = readLimits(tableOf('l.csv', COMBINE), { ...cured, locate: () => ({}) }, space);
    expect(codes(again)).toEqual([]);
    expect(again.rows.map(({ line }) => line)).toEqual([3, 9]);
    const mu = Object.fromEntries(
      again.rows[1]?.limits.map(({ quantity, y }) => [quantity, Math.exp(y)]) ?? [],
    );
    expect(mu.exp).toBeCloseTo(4, 12);
    expect(mu.obs).toBeCloseTo(4.8, 12);
    expect(mu.exp_p1).toBeCloseTo(5.68, 12);
    expect(mu.exp_m1).toBeCloseTo(2.84, 12);
  });

  it('are chosen by where', () => {
    const reading = read(COMBINE, 'quantities: { exp: limit }\nwhere: { quantileExpected: 0.84 }');
    expect(reading.rows.map(({ limits }) => Math.exp(limits[0]?.y ?? 0))).toEqual([
      expect.closeTo(2.84, 12),
      expect.closeTo(5.68, 12),
    ]);
    expect(codes(reading)).toEqual([]);
  });

  it('that scatter as toys do are replicates', () => {
    expect(codes(read(['m1,seed,exp', '200,1,1.0', '200,2,1.1', '200,3,0.93']))).toEqual([]);
  });

  it('are told apart by the name of a region', () => {
    const lines = ['m1,region,exp', '200,SRA,1', '200,SRB,4', '300,SRA,2', '300,SRB,7'];
    expect(read(lines).findings[0]?.subject).toMatchObject({ columns: ['region'], places: 2 });
    expect(read(lines).findings[0]?.remedy).toEqual({ where: { region: 'SRA' } });
  });
});

describe('names that say what limits are', () => {
  it.each(['ul_obs_pb', 'xsec_limit', 'σ_UL', 'UL exp [fb]', 'sigma95'.replace('95', '_95')])(
    '%s',
    (name) => {
      const lines = [`m1,${name}`, '200,0.5', '300,2'];
      expect(codes(read(lines, `quantities: { obs: "${name}" }`))).toEqual(['cross-section-as-mu']);
      const stated = read(lines, `quantities: { obs: "${name}" }\nlimit: { kind: mu }`);
      expect(unconfirmed(stated.findings, stated.mapping.confirmed)).toEqual([]);
    },
  );

  it.each(['mu_UL (95% CL, exp.)', 'exp +1 sigma', 'ExpLimit+1sigma', 'obs'])('nothing of %s', (name) => {
    expect(
      codes(
        read(
          [`m1,${name.replaceAll(',', ';')}`, '200,0.5', '300,2'],
          `quantities: { obs: "${name.replaceAll(',', ';')}" }`,
        ),
      ),
    ).toEqual([]);
  });

  it('log10 of μ is read as such', () => {
    const lines = ['m1,log10_mu', '200,-1', '300,2'];
    const reading = read(lines, 'quantities: { obs: log10_mu }\nlimit: { kind: ln_mu }');
    expect(codes(reading)).toEqual(['log10-as-ln']);
    const again = read(lines, 'quantities: { obs: log10_mu }\nlimit: { kind: log10_mu }');
    expect(again.rows.map(({ limits }) => Math.exp(limits[0]?.y ?? 0))).toEqual([
      expect.closeTo(0.1, 12),
      expect.closeTo(100, 9),
    ]);
  });
});

describe('units', () => {
  const lines = ['m1,ul_fb,xsec_pb', '200,500,1', '300,2000,1'];
  const limit = (unit: string) =>
    `quantities: { obs: ul_fb }\nlimit: { kind: sigma, unit: ${unit}, theory: { column: xsec_pb, unit: pb } }`;

  it('are those of the names', () => {
    expect(codes(read(lines, limit('fb')))).toEqual([]);
    const reading = read(lines, limit('pb'));
    expect(codes(reading)).toEqual(['unit-not-of-name']);
    expect(reading.findings[0]?.remedy).toEqual({ limit: { unit: 'fb' } });
  });

  it('of errors are per cent where they are named so, and then right', () => {
    const theory = (error: string) =>
      `quantities: { obs: ul_pb }\nlimit: { kind: sigma, unit: pb, theory: { file: xsec.csv, column: xsec_pb, unit: pb, match: [m1], error: ${error} } }`;
    const table = ['m1,xsec_pb,unc_percent', '200,0.5,8', '300,0.2,9'];
    const data = ['m1,ul_pb', '200,0.5', '300,2'];
    const wrong = read(data, theory('unc_percent'), table);
    expect(wrong.findings[0]).toMatchObject({
      severity: 'refuse',
      subject: { code: 'error-in-percent', larger: 2 },
    });
    const right = read(data, theory('{ column: unc_percent, unit: percent }'), table);
    expect(codes(right)).toEqual([]);
    // 8 % and 9 % of the cross section, whatever that is.
    expect(right.rows.map(({ limits }) => limits[0]?.relativeTheoryError)).toEqual([
      expect.closeTo(0.08, 12),
      expect.closeTo(0.09, 12),
    ]);
    const ofLimits = read(['m1,obs,unc', '200,0.5,5'], 'error: { obs: { column: unc, unit: percent } }');
    expect(ofLimits.rows[0]?.limits[0]?.knownVariance).toBeCloseTo(0.0025, 12);
  });

  it('of parameters are guessed from the bounds', () => {
    const reading = read(['m1,obs', '0.2,0.5', '0.3,2', '0.9,3']);
    expect(reading.findings[0]).toMatchObject({
      subject: { code: 'parameter-scale', factor: 1000, inside: 0, insideThen: 3 },
      severity: 'warn',
    });
    const again = read(['m1,obs', '0.2,0.5'], 'scale: { m1: 1000 }');
    expect([...(again.rows[0]?.theta ?? [])]).toEqual([200]);
    expect(again.rows[0]?.outside).toBeNull();
  });
});

describe('values that no fit gives', () => {
  const rowsOf = (values: readonly number[]) => values.map((value, index) => `${200 + 50 * index},${value}`);

  it('stand in each other’s place in a band', () => {
    const lines = ['m1,exp,exp_p1', ...[1, 2, 3, 4, 5].map((mu) => `${100 * mu},${mu},${0.7 * mu}`)];
    expect(codes(read(lines))).toEqual(['bands-swapped']);
    const cured = applyRemedy(read(lines).mapping, read(lines).findings[0]?.remedy ?? {});
    expect(cured.quantities).toMatchObject({ exp: 'exp_p1', exp_p1: 'exp' });
  });

  it('are repeated exactly, far from the rest', () => {
    const reading = read(['m1,obs', ...rowsOf([0.5, 1, 2, 3, 9999, 9999, 9999])]);
    expect(reading.findings[0]).toMatchObject({
      rows: 3,
      subject: { code: 'repeated-value', value: '9999' },
    });
    // Printed to one digit, good limits repeat as well.
    expect(codes(read(['m1,obs', ...rowsOf([0.5, 0.5, 0.5, 0.6, 0.7, 0.8, 0.9])]))).toEqual([]);
  });

  it('are all the same', () => {
    expect(codes(read(['m1,obs', ...rowsOf([10, 10, 10, 10, 10, 10])]))).toEqual(['constant-limit']);
  });
});
