import { extname } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { writeFileAtomically } from '#main/files/write-file-atomically.ts';
import { withCompute } from '#main/services/program/with-compute.ts';
import { exportFigure } from '#main/services/slices/export-figure.ts';
import { sliceCsv } from '#main/services/slices/slice-csv.ts';
import { type TakenSlice, takeSlice } from '#main/services/slices/take-slice.ts';
import type { FigureFormat } from '#shared/contract/slices/figure.ts';
import { type Slice, sliceSchema } from '#shared/contract/slices/slice.ts';
import { ContouristError } from '#shared/domain/contourist-error.ts';
import { QUANTITIES } from '#shared/domain/quantity.ts';
import { formatValue } from '#shared/figures/format-value.ts';
import type { AddCommand } from '../add-command.ts';
import { lowFidelityRemark } from '../low-fidelity-remark.ts';
import { readCampaign } from '../open-campaign.ts';
import { staleRemark } from '../stale-remark.ts';

const HELP = `
Parameters that --fix does not name stand at mid-range on their scale; the output says so.
S.json  grids (rows by y, null outside) of mean and sd of ln mu (null where the surrogate has none), p_excl and
        extrapolated, the fidelity behind each quantity, contours, points near the slice
S.csv   the same grids, a row per node
S.svg, S.pdf, S.png
        the figure: p_excl, expected, observed, the bands, the model's own +-1 sigma, points near the slice`;

const figure =
  (format: FigureFormat) =>
  ({ view, points, campaignName }: TakenSlice): Promise<Uint8Array> =>
    exportFigure({ kind: 'slice', title: campaignName, view, points }, format);

/** How a slice is written, by the extension of the file. */
const WRITERS: Readonly<Record<string, (taken: TakenSlice) => string | Promise<Uint8Array>>> = {
  '.json': ({ slice }) => `${JSON.stringify(sliceSchema.parse(slice))}\n`,
  '.csv': ({ slice }) => sliceCsv(slice),
  '.svg': figure('svg'),
  '.pdf': figure('pdf'),
  '.png': figure('png'),
};

interface Options {
  readonly x: string;
  readonly y: string;
  readonly fix: Record<string, number>;
  readonly grid: number;
  readonly out: string;
}

/** `contourist slice FILE --x m_zp --y m_dm [--fix gx=1 …] [--grid 101] --out S.(json|csv|svg|pdf|png)` */
export const addSliceCommand: AddCommand = (program, terminal) => {
  program
    .command('slice')
    .description('a plane through the parameter space: contours and grids of the current fits')
    .argument('<file>', 'the campaign file')
    .requiredOption('--x <parameter>', 'the parameter along x')
    .requiredOption('--y <parameter>', 'the parameter along y')
    .option('--fix <name=value...>', 'where another parameter stands', collectFixed, {})
    .option('--grid <n>', 'nodes along each axis', Number, 101)
    .requiredOption('--out <S.json|S.csv|S.svg|S.pdf|S.png>', 'the file to write')
    .addHelpText('after', HELP)
    .action(async (file: string, { x, y, fix, grid, out }: Options) => {
      const write = WRITERS[extname(out).toLowerCase()];
      if (write === undefined) {
        throw new ContouristError('usage.slice_format', `${out} says nothing of its format.`, {
          blame: 'usage',
          hint: `End its name in ${Object.keys(WRITERS).join(', ')}.`,
        });
      }
      const taken = await readCampaign(terminal, file, (campaign) =>
        withCompute((compute, signal) =>
          takeSlice(campaign, compute, { x, y, fixed: fix, grid }, { signal }),
        ),
      );
      writeFileAtomically(out, await write(taken));
      const lowAlone = QUANTITIES.filter((name) => taken.slice.quantities[name]?.fidelity === 'low');
      terminal.err(
        staleRemark(taken) +
          lowFidelityRemark(lowAlone) +
          taken.slice.crossings.map(crossingRemark(taken.slice)).join(''),
      );
      terminal.out(`Wrote ${out}: ${y} over ${x}${heldText(taken.slice)}\n`);
    });
};

function collectFixed(text: string, known: Readonly<Record<string, number>>): Record<string, number> {
  const [, name = '', value = ''] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (name === '' || value.trim() === '' || Number.isNaN(Number(value))) {
    throw new InvalidArgumentError(`"${text}" is not of the form name=number.`);
  }
  return { ...known, [name.trim()]: Number(value) };
}

function heldText({ held }: Slice): string {
  const notes = { given: '', mid_range: ' (mid-range)', constant: ' (fixed)' };
  const texts = held.map(({ name, value, unit, because }) => {
    return `${name} = ${formatValue(value)}${unit === undefined ? '' : ` ${unit}`}${notes[because]}`;
  });
  return texts.length === 0 ? '' : ` at ${texts.join(', ')}`;
}

function crossingRemark({ x, y }: Slice) {
  return ({ lower, upper, share, ...where }: Slice['crossings'][number]): string => {
    const range = (axis: Slice['x'], [from, to]: readonly [number, number]): string =>
      `${axis.name} from ${formatValue(from)} to ${formatValue(to)}`;
    return (
      `warning: the fit of ${lower} lies above that of ${upper} in ${(100 * share).toFixed(1)} % of the slice ` +
      `(${range(x, where.x)}, ${range(y, where.y)}): points are few there\n`
    );
  };
}
