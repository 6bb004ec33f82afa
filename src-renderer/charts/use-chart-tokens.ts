import { useColorScheme } from '#renderer/state/color-scheme.ts';
import tokensCss from '../app/tokens.css?raw';
import { type ChartTokens, readChartTokens } from './chart-tokens.ts';

const TOKENS = { light: readChartTokens(tokensCss, 'light'), dark: readChartTokens(tokensCss, 'dark') };

/** Exports are on white, whatever the theme of the window. */
export const EXPORT_TOKENS: ChartTokens = TOKENS.light;

/** The tokens of the theme that the window has now. */
export function useChartTokens(): ChartTokens {
  return TOKENS[useColorScheme()];
}
