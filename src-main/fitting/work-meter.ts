/** A stretch of work of which the number of equal parts is not known beforehand. */
interface Stretch {
  /** Seconds that a part takes, or anything in proportion to them. */
  readonly cost: number;
  /** Parts that are usual. */
  readonly usual: number;
}

/** The share of a stretch's usual parts up to which it is taken to keep to them; from there on its share grows ever slower. */
const ON_TIME = 0.8;

/**
 * The share of a search that is done, when its stretches come one after the other. A stretch that has ended counts as whole,
 * however few parts it took.
 */
export class WorkMeter {
  readonly #stretches: Stretch[] = [];

  /** Adds a stretch behind the others, and gives back what says the share after each of its parts. */
  add(stretch: Stretch): (parts: number) => number {
    const index = this.#stretches.push(stretch) - 1;
    return (parts) => {
      const total = sumOf(this.#stretches);
      const ended = sumOf(this.#stretches.slice(0, index));
      const due = parts / stretch.usual;
      const share = due < ON_TIME ? due : 1 - ((1 - ON_TIME) * ON_TIME) / due;
      return (ended + share * stretch.cost * stretch.usual) / total;
    };
  }
}

function sumOf(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, { cost, usual }) => sum + cost * usual, 0);
}
