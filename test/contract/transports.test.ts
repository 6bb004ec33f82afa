import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newCampaign } from '#main/services/campaigns/new-campaign.ts';
import type { Client } from '#shared/contract/client.ts';
import { TRANSPORTS } from './transports/index.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'contourist-contract-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const CAMPAIGN_YAML = `name: Two masses
parameters:
  - { name: m1, unit: GeV, lower: 100, upper: 1000 }
  - { name: m2, unit: GeV, lower: 0, upper: 500 }
quantities: [exp, obs]
contour: exp
`;

// One suite for every transport: a window must not be able to tell which one it speaks over.
for (const { name, missing, connect } of TRANSPORTS)
  describe.skipIf(missing !== undefined)(
    `the contract over ${name}${missing === undefined ? '' : `: ${missing}`}`,
    () => {
      let client: Client;
      let close: () => Promise<void>;
      beforeAll(async () => {
        ({ client, close } = await connect());
      });
      afterAll(() => close());

      function newFile(): string {
        const path = join(folder, 'two.contourist');
        newCampaign(path, { path: 'campaign.yaml', text: CAMPAIGN_YAML, sha256: '0'.repeat(64) });
        return path;
      }

      it('opens a campaign and finds the same one open again', async () => {
        const path = newFile();
        const opened = await client.call('campaign.open', { path });
        expect(opened).toMatchObject({
          name: 'Two masses',
          iteration: 0,
          readOnly: null,
          verdict: 'not fitted',
        });
        const again = await client.call('campaign.open', { path });
        expect(again.campaignId).toBe(opened.campaignId);
      });

      it('carries an error with its code, its message and what to do', async () => {
        const missing = join(folder, 'missing.contourist');
        await expect(client.call('campaign.open', { path: missing })).rejects.toMatchObject({
          name: 'ContouristError',
          code: 'campaign.missing',
          message: `There is no file ${missing}.`,
          hint: expect.stringContaining('contourist new'),
        });
      });

      it('refuses input that the contract does not know, and methods that there are not', async () => {
        await expect(client.call('campaign.open', { path: 7 as never })).rejects.toMatchObject({
          code: 'call.bad_input',
        });
        await expect(client.call('campaign.vanish' as never, {} as never)).rejects.toMatchObject({
          code: 'call.unknown_method',
        });
      });

      it('answers many calls at once, each with its own answer', async () => {
        const { campaignId } = await client.call('campaign.open', { path: newFile() });
        const answers = await Promise.all(
          Array.from({ length: 20 }, (_, i) =>
            i % 2 === 0
              ? client.call('campaign.summary', { campaignId }).then(({ name }) => name)
              : client.call('campaign.summary', { campaignId: 'none' }).catch(({ code }) => code),
          ),
        );
        expect(answers).toEqual(
          Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 'Two masses' : 'campaign.not_open')),
        );
      });

      it('rejects a cancelled call at once', async () => {
        const controller = new AbortController();
        const call = client.call('core.about', {}, { signal: controller.signal });
        controller.abort();
        await expect(call).rejects.toMatchObject({ code: 'call.cancelled' });
      });
    },
  );
