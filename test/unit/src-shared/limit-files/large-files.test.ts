// Files of a size at which spreading an array into a call overflows the stack, and quadratic checks do not end.
import { expect, test } from 'vitest';
import { parseCampaignYaml } from '#shared/domain/campaign-yaml.ts';
import { createSpace } from '#shared/domain/space.ts';
import { defaultMapping } from '#shared/limit-files/parse-mapping.ts';
import { readLimits } from '#shared/limit-files/read-limits.ts';
import { readTable } from '../formats/table-of-text.ts';

test('200,000 rows with values of three digits are read and reviewed', () => {
  const space = createSpace(
    parseCampaignYaml(
      'name: Large\nparameters: [{ name: a, lower: 0, upper: 1 }, { name: b, lower: 0, upper: 1 }]\nquantities: [exp]\ncontour: exp\n',
      'a.yaml',
    ),
  );
  const rows = Array.from({ length: 200_000 }, (_, index) => {
    const [a, b] = [(index * 0.618_034) % 1, (index * 0.381_966_1) % 1];
    return `${a.toFixed(7)},${b.toFixed(7)},${(0.1 + a + b).toFixed(3)}`;
  });
  const table = readTable(`a,b,exp\n${rows.join('\n')}\n`, 'large.csv');
  const reading = readLimits(table, defaultMapping(), space);
  expect(reading.rows).toHaveLength(200_000);
  expect(reading.findings).toEqual([]);
});
