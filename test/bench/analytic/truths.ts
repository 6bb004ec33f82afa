import { fileURLToPath } from 'node:url';
import { readTextFile } from '#main/files/read-text-file.ts';
import { trueLnMu } from '#resources/synthetic-scan/synthetic-scan.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { parseCampaignYaml } from '#shared/domain/campaign-yaml.ts';

/** A limit that is known everywhere, and how a campaign goes after its contour. */
export interface Truth {
  readonly name: string;
  readonly title: string;
  readonly definition: CampaignDefinition;
  /** ln μ of the expected limit at θ, without noise. */
  readonly lnMu: (theta: Float64Array) => number;
  readonly initial: number;
  readonly batch: number;
  readonly until: number;
}

/** The known limits; unlike those of a finished scan, any point of the box may be asked for. */
export function knownTruths(): Truth[] {
  const search = definitionOf('../../../resources/synthetic-scan/campaign.yaml');
  const { coordinates: _, ...searchInParameters } = search;
  const searchLnMu = ([m_zp, m_dm, m_s, gx]: Float64Array) => trueLnMu('exp', { m_zp, m_dm, m_s, gx });
  const searchSizes = { lnMu: searchLnMu, initial: 30, batch: 20, until: 190 };
  return [
    {
      name: 'excursion-toy',
      title: 'toy of excursion, 2-D',
      definition: definitionOf('excursion-toy.campaign.yaml'),
      lnMu: excursionToyLnMu,
      initial: 8,
      batch: 4,
      until: 60,
    },
    {
      name: 'synthetic-search',
      title: 'synthetic search, 4-D',
      definition: searchInParameters,
      ...searchSizes,
    },
    {
      name: 'synthetic-search-coordinates',
      title: 'the same with coordinates',
      definition: search,
      ...searchSizes,
    },
  ];
}

/**
 * The two-dimensional example of the excursion package (L. Heinrich, G. Louppe, K. Cranmer, 2018): 3 ln(CLs/0.05) of a
 * toy search, whose contour winds through the box.
 */
function excursionToyLnMu([x, y]: Float64Array): number {
  const signal = 12 * Math.exp(-x / 2) + 0.1 * Math.cos(10 * y + 1) + 0.2 * Math.cos(15 * x);
  const visible = signal * Math.tanh(1.3 * x - y + 1);
  const cls = (1 - Math.tanh(visible - 5)) / 2;
  return 3 * Math.log(cls / 0.05);
}

function definitionOf(file: string): CampaignDefinition {
  const yaml = readTextFile(fileURLToPath(new URL(file, import.meta.url)));
  return parseCampaignYaml(yaml.text, yaml.path);
}
