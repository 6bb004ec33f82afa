import { useMemo } from 'react';
import { useColorScheme } from '#renderer/state/color-scheme.ts';
import { usePreferences } from '#renderer/state/preferences.ts';
import palettesCss from '../app/palettes.css?raw';
import tokensCss from '../app/tokens.css?raw';
import { type ChartTokens, readChartTokens } from './chart-tokens.ts';

const css = `${tokensCss}\n${palettesCss}`;

/** Exports are on white, whatever the theme of the window. */
export const EXPORT_TOKENS: ChartTokens = readChartTokens(css, { theme: 'light', palette: 'standard' });

/** The tokens of the theme and the palette that the window has now. */
export function useChartTokens(): ChartTokens {
  const theme = useColorScheme();
  const { palette } = usePreferences();
  return useMemo(() => readChartTokens(css, { theme, palette }), [theme, palette]);
}
