import type { StoredModel } from '#shared/domain/surrogate.ts';
import { gaussianProcess } from './gaussian-process/gaussian-process.ts';
import type { OpenSurrogate, Surrogate, SurrogateSource } from './surrogate.ts';
import { newerModel, noSuchSurrogate, unknownSurrogate } from './unknown-surrogate.ts';

/** Every surrogate that this process knows, by its tag. A new one is a folder and a line here. */
const surrogates = new Map<string, Surrogate>([[gaussianProcess.facts.tag, gaussianProcess]]);

/**
 * Makes another surrogate known to this process. The product's own are listed above; a test loads a module that calls this
 * into each process of the program, by Node's `--import`.
 *
 * @returns the function that takes it away again
 */
export function registerSurrogate(surrogate: Surrogate): () => void {
  const { tag } = surrogate.facts;
  if (surrogates.has(tag)) throw new Error(`There is a surrogate ${tag} already.`);
  surrogates.set(tag, surrogate);
  return () => surrogates.delete(tag);
}

/** The tags of all surrogates, the default one first. */
export function surrogateTags(): string[] {
  return [...surrogates.keys()];
}

/**
 * The surrogate that a fit is asked of.
 *
 * @throws ContouristError `surrogate.unknown`
 */
export function surrogateOfTag(tag: string): Surrogate {
  const surrogate = surrogates.get(tag);
  if (surrogate) return surrogate;
  throw noSuchSurrogate(tag, surrogateTags());
}

/**
 * The surrogate that a stored model belongs to. Where this program cannot read the model it is one that says so, and
 * refuses to be opened with `surrogate.unknown` or `surrogate.newer`.
 */
export function surrogateOf(model: StoredModel): Surrogate {
  const { surrogate: tag, version } = model;
  const surrogate = surrogates.get(tag);
  if (!surrogate) return unknownSurrogate(tag, 'unknown', noSuchSurrogate(tag, surrogateTags()));
  if (version <= surrogate.version) return surrogate;
  return unknownSurrogate(tag, 'newer', newerModel(model, surrogate.version));
}

/** Whether this program can open a stored model. */
export function isReadable({ surrogate: tag, version }: StoredModel): boolean {
  const surrogate = surrogates.get(tag);
  return surrogate !== undefined && version <= surrogate.version;
}

/** Opens a stored model on its training set. */
export function openSurrogate(source: SurrogateSource): Promise<OpenSurrogate> {
  return surrogateOf(source.model).open(source);
}
