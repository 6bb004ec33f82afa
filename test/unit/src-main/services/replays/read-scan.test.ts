import { expect, test } from 'vitest';
import { NO_MAPPING } from '#main/services/imports/read-limit-file.ts';
import { type MappedFile, readScan } from '#main/services/replays/read-scan.ts';
import { parseCampaignYaml } from '#shared/domain/campaign-yaml.ts';
import { textFile } from '../imports/limit-texts.ts';

const DEFINITION = parseCampaignYaml(
  `name: Two masses
parameters:
  - { name: m_a, lower: 100, upper: 1000 }
  - { name: m_b, lower: 0, upper: 500 }
constraints: ["m_b < m_a"]
quantities: [exp, obs]
contour: [exp, obs]
`,
  'campaign.yaml',
);

const CSV = `m_a,m_b,exp,obs
200,100,1,2
200,300,1,2
2000,100,1,2
400,100,-1,0.5
500,100,many,
600,100,3,
`;

function fileWith(text: string): MappedFile {
  return { file: textFile(text, 'scan.csv'), mapping: NO_MAPPING };
}

test('takes the rows inside the space that have a limit of the contour', () => {
  const { scan, outside, rejected } = readScan(DEFINITION, fileWith(CSV), null);
  expect({ outside, rejected }).toEqual({ outside: 2, rejected: 1 });
  expect(scan.low).toBeNull();
  expect(Array.from(scan.high.theta)).toEqual([200, 100, 400, 100, 600, 100]);
  const [exp, obs] = scan.high.quantities;
  expect(Array.from(exp.y)).toEqual([0, Number.NaN, Math.log(3)]);
  expect(Array.from(obs.y)).toEqual([Math.log(2), Math.log(0.5), Number.NaN]);
});

test('says which limit is missing', () => {
  const withoutObserved = 'm_a,m_b,exp\n200,100,1\n';
  expect(() => readScan(DEFINITION, fileWith(withoutObserved), null)).toThrow(
    expect.objectContaining({ code: 'replay.no_limits', message: expect.stringContaining('no limit obs') }),
  );
});
