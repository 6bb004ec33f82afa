import { describe, expect, it } from 'vitest';
import { readContourFile as read } from '#shared/contour-files/read-contour-file.ts';

const readContourFile = (text: string, name: string, axes: { x: string; y: string }) =>
  read({ name, bytes: new TextEncoder().encode(text) }, axes);

const axes = { x: 'm_nlsp', y: 'm_lsp' };

describe('readContourFile', () => {
  it('reads a table with contours, pieces and counters, as published grids have', async () => {
    const text = [
      '# official contours, GeV',
      'contour,segment,idx,m_nlsp,m_lsp',
      'exp,0,0,1081.215,1.25',
      'exp,0,1,1077.441,26.75',
      'exp,1,0,300,10',
      'exp,1,1,310,20',
      'obs,0,0,900,1',
      'obs,0,1,890,30',
    ].join('\n');
    expect(await readContourFile(text, 'contours.csv', axes)).toEqual([
      {
        label: 'exp',
        lines: [
          [
            [1081.215, 1.25],
            [1077.441, 26.75],
          ],
          [
            [300, 10],
            [310, 20],
          ],
        ],
      },
      {
        label: 'obs',
        lines: [
          [
            [900, 1],
            [890, 30],
          ],
        ],
      },
    ]);
  });

  it('takes columns by the names of the axes, whatever their order', async () => {
    const [contour] = await readContourFile('m_lsp,m_nlsp\n1,100\n2,200\n', 'c.csv', axes);
    expect(contour?.lines).toEqual([
      [
        [100, 1],
        [200, 2],
      ],
    ]);
  });

  it('reads JSON: polylines, polylines by name, records', async () => {
    const line = [
      [1, 2],
      [3, 4],
    ];
    const readValue = (value: unknown) => readContourFile(JSON.stringify(value), 'c.json', axes);
    expect(await readValue(line)).toEqual([{ label: '', lines: [line] }]);
    expect(await readValue([line, line])).toEqual([{ label: '', lines: [line, line] }]);
    expect(await readValue({ obs: [line], exp: line })).toEqual([
      { label: 'obs', lines: [line] },
      { label: 'exp', lines: [line] },
    ]);
    expect(
      await readValue([
        { x: 1, y: 2 },
        { x: 3, y: 4 },
      ]),
    ).toEqual([{ label: '', lines: [line] }]);
  });

  it('reads HEPData tables, YAML and JSON, whose numbers may be text', async () => {
    const yaml = `
independent_variables:
- header: {name: 'm_{med}', units: GeV}
  values: [{value: 17.1932}, {value: '129.5941'}]
dependent_variables:
- header: {name: 'm_chi', units: GeV}
  values: [{value: 29.12936}, {value: 67.96851}]
`;
    const json = {
      headers: [{ name: '$m_{med}$ [GEV]' }, { name: '$m_\\chi$ [GeV]' }],
      values: [
        { x: [{ value: '17.1932' }], y: [{ group: 0, value: '29.12936' }] },
        { x: [{ value: '129.5941' }], y: [{ group: 0, value: '67.96851' }] },
      ],
    };
    const expected = [
      {
        label: '',
        lines: [
          [
            [17.1932, 29.12936],
            [129.5941, 67.96851],
          ],
        ],
      },
    ];
    expect(await readContourFile(yaml, 'table.yaml', axes)).toEqual(expected);
    expect(await readContourFile(JSON.stringify(json), 'table.json', axes)).toEqual(expected);
  });

  it('says what is wrong with a file', async () => {
    await expect(readContourFile('{', 'c.json', axes)).rejects.toThrow(/c\.json cannot be read/);
    await expect(readContourFile('a,b\nx,y\n', 'c.csv', axes)).rejects.toThrow(
      /no contour that can be drawn/,
    );
  });
});
