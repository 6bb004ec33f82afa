// Builds the sample campaigns that are shipped (resources/samples): npm run samples -- [id …]
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeSample } from '#main/services/campaigns/samples.ts';
import { thumbnailOf } from '#main/services/campaigns/thumbnails.ts';
import { reportError } from '../report-error.ts';
import { processTerminal } from '../terminal.ts';
import { readAbout, SAMPLES_FOLDER, sampleIds } from './about.ts';
import { buildSample } from './build-sample.ts';

try {
  const wanted = process.argv.slice(2);
  const ids = sampleIds();
  for (const id of wanted.length > 0 ? wanted : ids) {
    const started = performance.now();
    await buildSample(id, (what) => processTerminal.out(`${id}: ${what}\n`));
    const path = join(SAMPLES_FOLDER, id);
    const thumbnail = await thumbnailOf(`${path}.contourist`);
    writeFileSync(`${path}.thumbnail.json`, `${JSON.stringify(thumbnail)}\n`);
    processTerminal.out(`${id}: done in ${((performance.now() - started) / 1000).toFixed(0)} s\n`);
  }
  const index = ids.map((id) =>
    describeSample(join(SAMPLES_FOLDER, `${id}.contourist`), { id, ...readAbout(id) }),
  );
  writeFileSync(join(SAMPLES_FOLDER, 'index.json'), `${JSON.stringify(index, null, 2)}\n`);
} catch (error) {
  process.exitCode = reportError(error, processTerminal, Boolean(process.env.CONTOURIST_DEBUG));
}
