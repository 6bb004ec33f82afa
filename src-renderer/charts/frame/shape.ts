/** A shape as ECharts' custom series draw it. */
export interface Shape {
  readonly type: 'line' | 'rect' | 'text';
  readonly shape?: Readonly<Record<string, number>>;
  readonly style: Readonly<Record<string, string | number>>;
  readonly x?: number;
  readonly y?: number;
  readonly rotation?: number;
  readonly silent: true;
}
