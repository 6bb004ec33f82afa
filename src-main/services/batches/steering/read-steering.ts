import type { CampaignDefinition, Parameter } from '#shared/domain/campaign-definition.ts';
import { parseCampaignYaml } from '#shared/domain/campaign-yaml.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { JsonObject, type JsonValue, parseJson } from '#shared/formats/records/parse-json.ts';

/** A point of a steering loop, and what became of it. */
export interface SteeredPoint {
  /** Values by parameter. */
  readonly parameters: ReadonlyMap<string, number>;
  /** What its evaluation gave: null while it runs, NaN where it failed. */
  readonly loss: number | null;
}

/** What a steering loop asks with. */
export interface SteeringRequest {
  readonly points: readonly SteeredPoint[];
  /** The space that the loop was given; null where it has none. */
  readonly space: JsonValue;
}

/**
 * Reads the request of an iDDS steering step: `{"points": [[{"m_zd": 20, "eps": 0.001}, 1.4], [{…}, null]], "opt_space": …}`.
 *
 * @throws ContouristError `json.…`, `steering.bad_request`
 */
export function readSteeringRequest(text: string, name: string): SteeringRequest {
  const [request] = parseJson(text, name);
  const points = request instanceof JsonObject ? request.get('points') : undefined;
  if (!(request instanceof JsonObject) || !Array.isArray(points)) {
    throw badRequest(name, 'it is no object with a list "points"');
  }
  return {
    points: points.map((point: JsonValue, index) => readPoint(point, `points[${index}]`, name)),
    space: request.get('opt_space') ?? null,
  };
}

function readPoint(point: JsonValue, path: string, name: string): SteeredPoint {
  const [values, loss] = Array.isArray(point) ? (point as readonly JsonValue[]) : [];
  if (!(values instanceof JsonObject)) throw badRequest(name, `${path} is no pair of values and loss`);
  const parameters = new Map<string, number>();
  for (const [key, value] of values) {
    if (typeof value !== 'number')
      throw badRequest(name, `${path} has no number under ${JSON.stringify(key)}`);
    parameters.set(key, value);
  }
  if (loss === undefined || loss === null) return { parameters, loss: null };
  if (typeof loss !== 'number') throw badRequest(name, `the loss of ${path} is neither a number nor null`);
  return { parameters, loss: Number.isFinite(loss) ? loss : Number.NaN };
}

function badRequest(name: string, what: string): ContouristError {
  return new ContouristError('steering.bad_request', `${name} is no request of a steering loop: ${what}.`, {
    hint: 'Write {"points": [[{"m_zd": 20, "eps": 0.001}, 1.4], [{"m_zd": 30, "eps": 0.01}, null]], "opt_space": …}.',
  });
}

/**
 * The campaign of a search space as iDDS hands it on: `{"eps": {"method": "loguniform", "dimension": {"low": 1e-4,
 * "high": 0.1}}}`, with the method `uniform` or `loguniform`.
 *
 * @throws ContouristError `steering.no_space`, `steering.bad_space`, those of `parseCampaignYaml`
 */
export function campaignOfSpace(space: JsonValue): CampaignDefinition {
  if (!(space instanceof JsonObject)) {
    throw new ContouristError('steering.no_space', 'The request has no search space.', {
      hint: 'Give --space campaign.yaml, or put it under opt_space.',
    });
  }
  const draft = {
    name: 'Steering loop',
    parameters: [...space].map(([name, entry]) => parameterOf(name, entry)),
    quantities: ['exp'],
    contour: 'exp',
  };
  return parseCampaignYaml(JSON.stringify(draft), 'the search space');
}

const SCALES: ReadonlyMap<JsonValue, Parameter['scale']> = new Map([
  ['uniform', 'linear'],
  ['loguniform', 'log'],
]);

function parameterOf(name: string, entry: JsonValue): Parameter {
  const method = entry instanceof JsonObject ? (entry.get('method') ?? null) : null;
  const dimension = entry instanceof JsonObject ? entry.get('dimension') : undefined;
  const [lower, upper] = ['low', 'high'].map((end) =>
    dimension instanceof JsonObject ? dimension.get(end) : null,
  );
  const scale = SCALES.get(method);
  if (scale === undefined || typeof lower !== 'number' || typeof upper !== 'number') {
    throw new ContouristError(
      'steering.bad_space',
      `The search space says nothing usable of ${JSON.stringify(name)}.`,
      {
        hint: 'Write {"method": "uniform", "dimension": {"low": 15, "high": 55}}; the method can be uniform or loguniform.',
      },
    );
  }
  return { name, lower, upper, scale };
}
