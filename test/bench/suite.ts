/** What the command line asked of a suite. */
export interface BenchOptions {
  /** Rows to measure; all by default. */
  readonly rows: readonly string[] | null;
  /** Methods to measure; all of the suite by default. */
  readonly methods: readonly string[] | null;
  /** Seeds 1 … K; the suite's own number by default. */
  readonly seeds: number | null;
  /** Measure again what is stored. */
  readonly isFresh: boolean;
  /** Whether Python peers may be installed and run. */
  readonly withPeers: boolean;
  /** The folder of an earlier version, installed, that is measured beside this one; null for none. */
  readonly before: string | null;
  /** Tiny sizes, whose results are shown and not stored: to see that the bench runs. */
  readonly isSmall: boolean;
  readonly log: (line: string) => void;
}

/** One table of the README. */
export interface Table {
  /** Name of its markers: `<!-- bench:NAME -->`. */
  readonly name: string;
  /** Markdown: a sentence, the table, what it was measured on. */
  readonly markdown: string;
}

/** A named part of `npm run bench`. */
export interface Suite {
  readonly name: string;
  /** Measures what is asked for and not stored yet, and stores it. */
  measure(options: BenchOptions): Promise<void>;
  /** Tables out of everything that is stored; none where nothing is. */
  tables(): Table[];
}
