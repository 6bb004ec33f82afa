/** The functions of expressions. Their names are the only words that a parameter or fixed value may not have. */
export const EXPRESSION_FUNCTIONS: ReadonlyMap<string, (...values: number[]) => number> = new Map([
  ['ln', Math.log],
  ['log10', Math.log10],
  ['exp', Math.exp],
  ['sqrt', Math.sqrt],
  ['abs', Math.abs],
  ['sign', Math.sign],
  ['asinh', Math.asinh],
  ['tanh', Math.tanh],
  ['min', Math.min],
  ['max', Math.max],
]);

/** Functions of any number of arguments (at least one); all others take one. */
export const VARIADIC_FUNCTIONS: ReadonlySet<string> = new Set(['min', 'max']);

/** The functions' names, for messages. */
export const FUNCTION_NAMES: readonly string[] = [...EXPRESSION_FUNCTIONS.keys()];
