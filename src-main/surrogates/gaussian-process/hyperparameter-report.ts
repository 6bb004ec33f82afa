import type { FittedModel } from '#main/fitting/fitted-model.ts';
import { hyperparametersOf } from '#main/fitting/fitted-model.ts';
import { fullKappa } from '#main/fitting/gaussian-process/hyperparameters.ts';
import { entriesOf } from '#main/fitting/gaussian-process/parametrisation.ts';
import type { Hyperparameter } from '#shared/contract/surrogates/surrogates-methods.ts';
import type { Space } from '#shared/domain/space.ts';

/** Where an entry of the optimiser's vector lies between its bounds. */
interface Place {
  readonly position: number | null;
  readonly atBound: 'lower' | 'upper' | null;
}

const DERIVED: Place = { position: null, atBound: null };

/**
 * The hyperparameters of a fit in an order for people: lengths, amplitude, noise, then how the fidelities are related.
 *
 * @param space of the fit's iteration: its coordinates give the lengths their units
 */
export function hyperparameterReport(model: FittedModel, space: Space): Hyperparameter[] {
  const h = hyperparametersOf(model);
  const placeOf = placesOf(model);
  const { relation, sharedLengths, sharedNoise } = model.structure;
  const one = { told: null, coordinate: null, fidelity: null, physical: null };
  const lengths = (kind: 'length' | 'difference-length', entry: string, values: Float64Array) =>
    space.coordinateNames.map((coordinate, j): Hyperparameter => {
      const place = placeOf(sharedLengths ? entry : `${entry} ${j + 1}`);
      return {
        ...one,
        kind,
        coordinate,
        value: values[j],
        physical: physicalLength(space, j, values[j]),
        ...place,
      };
    });
  const [[, cross], [, high]] = fullKappa(h);
  const report: Hyperparameter[] = [
    ...lengths('length', 'ln length', h.lengths),
    {
      ...one,
      kind: 'amplitude',
      value: Math.sqrt(relation === 'one' ? h.kappaHigh : h.kappaLow),
      ...placeOf(AMPLITUDE[relation]),
    },
  ];
  if (h.difference) {
    const { rho, lengths: ofDifference, variance } = h.difference;
    report.push(
      ...lengths('difference-length', 'ln difference length', ofDifference),
      {
        ...one,
        kind: 'difference-amplitude',
        value: Math.sqrt(variance),
        ...placeOf('ln difference variance'),
      },
      { ...one, kind: 'rho', value: rho, ...placeOf('rho') },
    );
  }
  const noise = (fidelity: 'low' | 'high', variance: number): Hyperparameter => ({
    ...one,
    kind: 'noise',
    fidelity,
    value: Math.sqrt(variance),
    ...placeOf(relation === 'one' || sharedNoise ? 'ln noise' : `ln noise ${fidelity}`),
  });
  if (model.nLow > 0) report.push(noise('low', h.noiseLow));
  if (model.nHigh > 0) report.push(noise('high', h.noiseHigh));
  if (relation !== 'one') {
    report.push({ ...one, kind: 'correlation', value: cross / Math.sqrt(h.kappaLow * high), ...DERIVED });
  }
  if (model.calibration !== 1) {
    report.push({ ...one, kind: 'calibration', value: model.calibration, ...DERIVED });
  }
  return report;
}

/** The entry of the optimiser's vector that stands for the amplitude. */
const AMPLITUDE = { one: 'ln L', icm: 'ln L11', difference: 'ln kappa11' } as const;

function placesOf({ structure, optimum, atBounds }: FittedModel): (name: string) => Place {
  const places = new Map<string, Place>(
    entriesOf(structure).map(({ name, bound: [lower, upper] }, i) => [
      name,
      {
        position: Math.min(1, Math.max(0, (optimum[i] - lower) / (upper - lower))),
        atBound: atBounds.find((entry) => entry.name === name)?.side ?? null,
      },
    ]),
  );
  return (name) => places.get(name) ?? DERIVED;
}

/** A length in the coordinate's own terms: units of a linear one, a factor of one that is on a log scale. */
function physicalLength(space: Space, j: number, length: number): Hyperparameter['physical'] {
  const [from, to] = space.coordinateRanges[j];
  const parameter = space.definition.parameters.find(({ name }) => name === space.coordinateNames[j]);
  const isLog = space.definition.coordinates === undefined && parameter?.scale === 'log';
  if (isLog) return { kind: 'factor', value: (to / from) ** length, unit: null };
  return { kind: 'units', value: length * (to - from), unit: parameter?.unit ?? null };
}
