import type { FigureColours, Shade } from '#shared/figures/palette.ts';
import type { ChartTokens } from '../chart-tokens.ts';

/** The window's theme in the words of the figures that it shares with files and the command line. */
export function figureColours(tokens: ChartTokens): FigureColours {
  return {
    ground: tokens.ground,
    ink: tokens.ink,
    axis: tokens.axis,
    text: tokens.text,
    caption: tokens.caption,
    casing: shadeOf(tokens.casing),
    band: { colour: tokens.band, opacity: tokens.bandAlpha },
    bandEdge: tokens.bandEdge,
    model: tokens.model,
    extrapolated: tokens.extrapolate,
    proposed: tokens.proposed,
    test: tokens.test,
    low: tokens.low,
    warning: tokens.bad,
    series: [tokens.series1, tokens.series2, tokens.series3, tokens.series4],
    fields: tokens.fields,
  };
}

/** `rgba(255, 255, 255, .78)` as a colour and how much it covers: SVG outside of browsers has no rgba. */
function shadeOf(css: string): Shade {
  const [red = 0, green = 0, blue = 0, opacity = 1] = css.match(/[\d.]+/g)?.map(Number) ?? [];
  if (!css.startsWith('rgba')) return { colour: css, opacity: 1 };
  return { colour: `rgb(${red}, ${green}, ${blue})`, opacity };
}
