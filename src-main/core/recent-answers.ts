/** Answers that take seconds to work out and are asked for again and again, the latest few. */
export class RecentAnswers {
  readonly #answers = new Map<string, Promise<unknown>>();
  readonly #capacity: number;

  constructor(capacity = 16) {
    this.#capacity = capacity;
  }

  /**
   * The answer under this key, or what `work` finds now. An answer that failed is not kept.
   *
   * @param key says all that the answer depends on
   */
  of<T>(key: string, work: () => Promise<T>): Promise<T> {
    const known = this.#answers.get(key) as Promise<T> | undefined;
    // The most recently asked comes last.
    this.#answers.delete(key);
    const answer = known ?? work();
    this.#answers.set(key, answer);
    answer.catch(() => {
      if (this.#answers.get(key) === answer) this.#answers.delete(key);
    });
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > this.#capacity && oldest !== undefined) this.#answers.delete(oldest);
    return answer;
  }
}
