// What every artefact must do, whatever a campaign is published as: those of the registry, and a small one for tests.
import { describe, expect, it } from 'vitest';
import { checkOutputFiles } from '#main/files/output-file.ts';
import type { Artefact, CampaignToPublish, PublishedSurrogate } from '#main/publication/artefact.ts';
import { ARTEFACTS } from '#main/publication/registry.ts';
import { campaignDefinitionSchema } from '#shared/domain/campaign-definition.ts';
import { describeOptions, readOptions } from '#shared/domain/options.ts';
import { pointsArtefact } from './points-artefact.ts';

const definition = campaignDefinitionSchema.parse({
  name: 'Two masses: $(touch owned), "both"',
  parameters: [
    { name: 'm1', unit: 'GeV', lower: 100, upper: 1000 },
    { name: 'm2', unit: 'GeV', lower: 0, upper: 500 },
  ],
  quantities: ['exp', 'obs'],
  contour: 'exp',
});

const surrogate: PublishedSurrogate = {
  iteration: 2,
  isStale: false,
  quantities: ['exp'],
  predict: async (_, thetas) =>
    thetas.map((theta) => ({ pExcl: 1 - (theta[0] ?? 0) / 1000, mean: (theta[0] ?? 0) / 500 - 1, sd: 0.1 })),
};

const CAMPAIGN: CampaignToPublish = {
  definition,
  points: [0.25, 0.5, 0.75].map((share, index) => ({
    id: index + 1,
    fidelity: 'high',
    theta: [1000 * share, 100 + 0.1 * 3],
    isTest: index === 2,
    excludedReason: null,
    y: { exp: share - 0.5 },
  })),
  status: {
    name: definition.name,
    contour: ['exp'],
    iterations: [],
    stop: null,
    forecast: null,
    points: { low: { total: 0, test: 0, excluded: 0 }, high: { total: 3, test: 1, excluded: 0 } },
    outside: [],
    batches: [],
    isStale: false,
    warnings: [],
  },
  surrogate,
};

for (const artefact of [...ARTEFACTS, pointsArtefact as Artefact]) {
  const settings = readOptions(`artefact ${artefact.id}`, artefact.options, {});

  describe(`the artefact ${artefact.id}`, () => {
    it('has an id for commands and words for people', () => {
      expect(artefact.id).toMatch(/^[a-z][a-z0-9-]*$/);
      expect(ARTEFACTS.filter(({ id }) => id === artefact.id).length).toBeLessThanOrEqual(1);
      expect(artefact.title.trim()).not.toBe('');
      expect(artefact.description.trim()).not.toBe('');
      for (const { description } of describeOptions(artefact.options))
        expect(description.trim()).not.toBe('');
    });

    it('says as data what stands in its way, and nothing where it can be built', () => {
      expect(artefact.obstacles(CAMPAIGN, settings)).toEqual([]);
      const obstacles = artefact.obstacles({ ...CAMPAIGN, surrogate: null, points: [] }, settings);
      expect(obstacles.length).toBeGreaterThan(0);
      expect(JSON.parse(JSON.stringify(obstacles))).toEqual(obstacles);
    });

    it('builds the same files of the same campaign, with names that every system takes', async () => {
      const files = await artefact.build(CAMPAIGN, settings, {});
      checkOutputFiles(`The artefact ${artefact.id}`, files);
      expect(await artefact.build(CAMPAIGN, settings, {})).toEqual(files);
    });

    it('is built of a surrogate that predicts probabilities alone, or says that it cannot be', async () => {
      const classifier: PublishedSurrogate = {
        ...surrogate,
        predict: async (_, thetas) => thetas.map(() => ({ pExcl: 0.5, mean: null, sd: null })),
      };
      const campaign = { ...CAMPAIGN, surrogate: classifier };
      if (artefact.obstacles(campaign, settings).length > 0) return;
      const files = await artefact.build(campaign, settings, {});
      for (const { content } of files)
        expect(Buffer.from(content).toString('utf8')).not.toMatch(/\bnull\b|\bNaN\b/);
    });

    it('stops when it is told to', async () => {
      const signal = AbortSignal.abort(new Error('enough'));
      await expect(artefact.build(CAMPAIGN, settings, { signal })).rejects.toThrow('enough');
    });
  });
}
