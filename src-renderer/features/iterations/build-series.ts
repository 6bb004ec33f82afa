import {
  buildLineOption,
  type LinePlot,
  type MeasuredLine,
} from '#renderer/charts/builders/build-line-option.ts';
import type { ChartColor } from '#renderer/charts/chart-tokens.ts';
import type { ChartLook } from '#renderer/charts/figure.tsx';
import { niceBounds } from '#renderer/charts/frame/nice-bounds.ts';
import { type Guide, goalGuide } from '#renderer/charts/layers/guide-layer.ts';
import { rectangle } from '#renderer/charts/layers/region-layer.ts';
import type { Picture } from '#renderer/charts/picture.ts';

/** A number of every iteration. */
export interface Series {
  readonly id: string;
  /** One to an iteration; null where it does not have it. */
  readonly values: readonly (number | null)[];
  readonly errors?: readonly (number | null)[];
  readonly color: ChartColor;
  readonly isSecond?: boolean;
}

export interface SeriesPlot {
  /** Numbers of the iterations. */
  readonly iterations: readonly number[];
  /** How many expensive evaluations each has, where these are the horizontal axis. */
  readonly evaluations?: readonly number[] | undefined;
  readonly series: readonly Series[];
  readonly title: string;
  /** The vertical axis shows values times this: another unit than that of the data. */
  readonly factor?: number;
  /** Thresholds, drawn as dotted red lines. */
  readonly goals?: readonly number[];
  /** A filled area from 0 up to here. */
  readonly filledTo?: number | null;
  /** The iteration that the scrubber is at. */
  readonly current: number;
  /** The upper end of the axis, where it is not what the values need. */
  readonly top?: number;
  readonly look: ChartLook;
}

/** More labelled iterations than this touch each other. */
const MOST_LABELS = 10;
const FEW_LABELS = 5;

/** Beyond the first and the last number of evaluations, as a share of what is between them. */
const ROOM = 0.04;

/** A metric by iteration, from zero, with its errors, its goal, and a line at the iteration in front. */
export function buildSeries(plot: SeriesPlot): Picture {
  return buildLineOption(seriesPlot(plot));
}

export function seriesPlot({
  iterations,
  evaluations,
  series,
  title,
  factor = 1,
  goals = [],
  filledTo = null,
  current,
  top,
  look,
}: SeriesPlot): LinePlot {
  const places = evaluations ?? iterations;
  const first = places[0] ?? 0;
  const last = places.at(-1) ?? 1;
  const room = evaluations ? Math.max(1, ROOM * (last - first)) : 0.4;
  const xBounds = [first - room, last + room] as const;
  const front = places[iterations.indexOf(current)] ?? current;
  const reach = series.flatMap(({ values, errors }) =>
    values.map((value, i) => (value === null ? null : value + (errors?.[i] ?? 0))),
  );
  const [, needed] = niceBounds(reach, [0, ...goals, ...(filledTo === null ? [] : [filledTo])]);
  const yBounds = [0, top ?? needed] as const;
  const marker: Guide = {
    id: 'current',
    from: [front, yBounds[0]],
    to: [front, yBounds[1]],
    color: 'accent',
    stroke: 'solid',
    width: 0.8,
  };
  return {
    x: {
      bounds: xBounds,
      title: evaluations ? 'expensive evaluations' : 'iteration',
      tickCount: evaluations ? FEW_LABELS : Math.max(1, Math.min(MOST_LABELS, last - first + 1)),
      isWhole: true,
    },
    y: { bounds: yBounds, title, factor },
    lines: series.map(({ id, values, errors, color, isSecond = false }): MeasuredLine => {
      return {
        id,
        color,
        points: places.map((place, i) => [place, values[i] ?? null] as const),
        marker: isSecond ? 'open' : 'filled',
        stroke: isSecond ? 'dashed' : 'solid',
        ...(errors && { errors: values.flatMap((value, i) => (value === null ? [] : [errors[i] ?? null])) }),
      };
    }),
    guides: [
      ...(current === iterations.at(-1) ? [] : [marker]),
      ...goals.map((goal, index) => goalGuide(`goal-${index}`, goal, xBounds)),
    ],
    regions: filledTo === null ? [] : [rectangle('filled', xBounds, [0, filledTo], 'band', 0.32)],
    ...look,
  };
}
