// Makes limit files of the synthetic search, to try a campaign with: npm run synthetic -- --help
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseCampaignYaml } from '#shared/domain/campaign-yaml.ts';
import { FIDELITIES, type Fidelity } from '#shared/domain/fidelity.ts';
import { createSpace } from '#shared/domain/space.ts';
import { chooseTable } from '#shared/formats/choose-table.ts';
import { readFile } from '#shared/formats/registry.ts';
import { measuredTable, scanPoints, tablePoints } from './limit-tables.ts';

const HELP = `npm run synthetic -- --points N --out F.csv [--fidelity high|low] [--seed S]
    limits of N points spread over the parameter space of campaign.yaml
npm run synthetic -- --batch batch-1.csv --out F.csv [--fidelity high|low] [--seed S]
    limits of the points of an exported batch
`;

const { values } = parseArgs({
  options: {
    points: { type: 'string' },
    batch: { type: 'string' },
    out: { type: 'string' },
    fidelity: { type: 'string', default: 'high' },
    seed: { type: 'string', default: '1' },
    help: { type: 'boolean' },
  },
});
const { points, batch, out, seed } = values;
const fidelity = FIDELITIES.find((name): name is Fidelity => name === values.fidelity);
if (
  values.help ||
  out === undefined ||
  fidelity === undefined ||
  (points === undefined) === (batch === undefined)
) {
  (values.help ? process.stdout : process.stderr).write(HELP);
  process.exit(values.help ? 0 : 2);
}
const yaml = new URL('./campaign.yaml', import.meta.url);
const space = createSpace(parseCampaignYaml(readFileSync(yaml, 'utf8'), 'campaign.yaml'));
const toMeasure =
  batch === undefined
    ? scanPoints(space, Number(points), Number(seed))
    : tablePoints(chooseTable(await readFile({ name: batch, bytes: readFileSync(batch) }), batch));
writeFileSync(out, measuredTable(toMeasure, fidelity, Number(seed)));
console.log(`Wrote ${out}: ${toMeasure.length} points at ${fidelity} fidelity`);
