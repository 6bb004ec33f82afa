// Mantine's theme in the words of tokens.css. Every colour is a token, so that light and dark differ in that file alone:
// Mantine's own components ask for shades of `gray` in light and of `dark` in dark, and find the same tokens in both.
import {
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';
import { componentDefaults } from './theme-components.ts';

const token = (name: string): string => `var(--${name})`;

const shades = (names: string): MantineColorsTuple =>
  names.split(' ').map(token) as unknown as MantineColorsTuple;

const same = (name: string): MantineColorsTuple => shades(Array(10).fill(name).join(' '));

/** The colours that components may be given: `<Badge color="warn">`. */
const STATUS_COLORS = ['accent', 'ok', 'warn', 'bad', 'idle'] as const;

/** Surfaces and texts of a colour by variant; `filled` is for the one primary button of a screen. */
const variantColorResolver: VariantColorsResolver = ({ color, variant, theme }) => {
  const name = (color ?? theme.primaryColor).split('.')[0]!;
  const text = name === 'gray' || name === 'dark' ? token('text-2') : token(name);
  const border = '1px solid transparent';
  switch (variant) {
    case 'filled':
      return {
        background: text,
        hover: name === 'accent' ? token('accent-hover') : text,
        color: token('text-on-accent'),
        border,
      };
    case 'light':
      return { background: token(`${name}-soft`), hover: token(`${name}-soft`), color: text, border };
    case 'outline':
      return {
        background: 'transparent',
        hover: token('bg-hover'),
        color: text,
        border: `1px solid ${text}`,
      };
    case 'subtle':
    case 'transparent':
      return {
        background: 'transparent',
        hover: variant === 'subtle' ? token('bg-hover') : 'transparent',
        color: text,
        border,
      };
    case 'none':
      return { background: 'transparent', hover: 'transparent', color: 'inherit', border: 'none' };
    default:
      return {
        background: token('bg-raised'),
        hover: token('bg-hover'),
        color: token('text'),
        border: `1px solid ${token('line-strong')}`,
      };
  }
};

export const theme = createTheme({
  fontFamily: token('font'),
  fontFamilyMonospace: token('font-mono'),
  white: token('text-on-accent'),
  black: token('text'),
  primaryColor: 'accent',
  colors: {
    ...Object.fromEntries(STATUS_COLORS.map((name) => [name, same(name)])),
    gray: shades('bg-hover bg-hover line line line-strong text-3 text-2 text-2 text text'),
    dark: shades('text text-2 text-2 text-3 line-strong bg-hover bg-raised bg bg-sunken bg-rail'),
    red: same('bad'),
  },
  variantColorResolver,
  fontSizes: {
    xs: token('fs-micro'),
    sm: token('fs-body'),
    md: token('fs-body'),
    lg: token('fs-head'),
    xl: token('fs-title'),
  },
  lineHeights: {
    xs: token('lh-micro'),
    sm: token('lh-body'),
    md: token('lh-body'),
    lg: token('lh-head'),
    xl: token('lh-title'),
  },
  fontWeights: { regular: token('fw-normal'), medium: token('fw-medium'), bold: token('fw-strong') },
  headings: { fontFamily: token('font'), fontWeight: token('fw-strong') },
  spacing: { xs: token('s1'), sm: token('s2'), md: token('s3'), lg: token('s4'), xl: token('s5') },
  radius: {
    xs: token('radius'),
    sm: token('radius'),
    md: token('radius'),
    lg: token('radius-pop'),
    xl: token('radius-pop'),
  },
  defaultRadius: 'sm',
  shadows: {
    xs: 'none',
    sm: 'none',
    md: token('shadow-pop'),
    lg: token('shadow-pop'),
    xl: token('shadow-pop'),
  },
  focusRing: 'auto',
  respectReducedMotion: true,
  components: componentDefaults,
});

const surfaces = {
  '--mantine-color-text': token('text'),
  '--mantine-color-body': token('bg-raised'),
  '--mantine-color-bright': token('text'),
  '--mantine-color-dimmed': token('text-2'),
  '--mantine-color-placeholder': token('text-3'),
  '--mantine-color-anchor': token('accent'),
  '--mantine-color-error': token('bad'),
  '--mantine-color-success': token('ok'),
  '--mantine-color-default': token('bg-raised'),
  '--mantine-color-default-hover': token('bg-hover'),
  '--mantine-color-default-color': token('text'),
  '--mantine-color-default-border': token('line-strong'),
  '--mantine-color-disabled': token('bg-sunken'),
  '--mantine-color-disabled-color': token('text-3'),
  '--mantine-color-disabled-border': token('line'),
  '--mantine-primary-color-contrast': token('text-on-accent'),
};

const statusVariables = Object.fromEntries(
  [...STATUS_COLORS.map((name) => [name, name] as const), ['red', 'bad'] as const].flatMap(
    ([color, name]) => [
      [`--mantine-color-${color}-text`, token(name)],
      [`--mantine-color-${color}-filled`, token(name)],
      [`--mantine-color-${color}-filled-hover`, token(name === 'accent' ? 'accent-hover' : name)],
      [`--mantine-color-${color}-light`, token(`${name}-soft`)],
      [`--mantine-color-${color}-light-hover`, token(`${name}-soft`)],
      [`--mantine-color-${color}-light-color`, token(name)],
      [`--mantine-color-${color}-outline`, token(name)],
      [`--mantine-color-${color}-outline-hover`, token('bg-hover')],
    ],
  ),
);

/** What Mantine would compute from colours, which it cannot do from tokens. */
export const cssVariablesResolver: CSSVariablesResolver = () => {
  const variables = { ...surfaces, ...statusVariables };
  return { variables: {}, light: variables, dark: variables };
};
