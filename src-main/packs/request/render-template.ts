import { Liquid, LiquidError, type Template } from 'liquidjs';
import { ContouristError } from '#shared/domain/contourist-error.ts';

/** What a template may take: characters, objects made, and steps of a loop. Ten times what 10,000 points need. */
const LIMITS = { parseLimit: 1e6, memoryLimit: 1e7 };
const MOST_STEPS = 2e6;

/**
 * Liquid without files, clock and chance: a template sees the values that it gets and nothing else, and the same values
 * give the same text. It runs no code.
 */
function createEngine(): Liquid {
  const engine = new Liquid({
    ...LIMITS,
    templates: {},
    strictFilters: true,
    strictVariables: true,
    lenientIf: true,
    ownPropertyOnly: true,
  });
  for (const name of [
    'date',
    'date_to_long_string',
    'date_to_rfc822',
    'date_to_string',
    'date_to_xmlschema',
    'sample',
  ]) {
    delete engine.filters[name];
  }
  engine.registerFilter('one_line', (text: unknown) =>
    String(text ?? '').replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' '),
  );
  return engine;
}

const engine = createEngine();

/**
 * Reads a template of Liquid (https://shopify.github.io/liquid). Beside its own filters there is `one_line`, which takes
 * line ends out of a text.
 *
 * @param name what the template is, for messages
 * @returns the function that fills it
 * @throws ContouristError `pack.bad_template` with line and column; the returned function as well, for example for a
 *   name that there is no value for
 * @example readTemplate('the name', 'mc.{{ id }}.py')({ id: 'b3-001' }) // 'mc.b3-001.py'
 */
export function readTemplate(name: string, text: string): (values: object) => string {
  const attempt = <T>(step: () => T): T => {
    try {
      return step();
    } catch (cause) {
      if (!LiquidError.is(cause)) throw cause;
      throw badTemplate(name, cause);
    }
  };
  const template: Template[] = attempt(() => engine.parse(text));
  return (values) =>
    attempt(() => String(engine.renderSync(template, values, { templateLimit: MOST_STEPS })));
}

function badTemplate(name: string, cause: LiquidError): ContouristError {
  // The message of the library ends with the place, which is said once here.
  const message = cause.message.replace(/, (file:.*, )?line:\d+, col:\d+$/s, '').slice(0, 300);
  const [line, column] = cause.token.getPosition();
  return new ContouristError('pack.bad_template', `In ${name}, line ${line}, column ${column}: ${message}.`, {
    blame: 'usage',
    hint: 'Values are campaign, batch, quantities, parameters, fixed and points; for one point also id, number and each parameter by its name.',
    cause,
  });
}
