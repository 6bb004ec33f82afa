import { useColorScheme } from '#renderer/state/color-scheme.ts';
import { usePreferences } from '#renderer/state/preferences.ts';
import palettesCss from '../app/palettes.css?raw';
import tokensCss from '../app/tokens.css?raw';
import { type ChartTokens, type Look, readChartTokens } from './chart-tokens.ts';

const css = `${tokensCss}\n${palettesCss}`;

/** Exports are on white, whatever the theme of the window. */
export const EXPORT_TOKENS: ChartTokens = readChartTokens(css, { theme: 'light', palette: 'standard' });

/** The tokens of the theme and the palette that the window has now. */
export function useChartTokens(): ChartTokens {
  const theme = useColorScheme();
  const { palette } = usePreferences();
  return tokensOf({ theme, palette });
}

/** Every chart asks for them, and reading them takes a search of both files for each. */
const known = new Map<string, ChartTokens>();

function tokensOf(look: Look): ChartTokens {
  const key = `${look.theme} ${look.palette}`;
  const tokens = known.get(key) ?? readChartTokens(css, look);
  known.set(key, tokens);
  return tokens;
}
