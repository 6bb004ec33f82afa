import { useQueryClient } from '@tanstack/react-query';
import { fileSlug } from '#renderer/components/files/file-name.ts';
import { notifyDone, notifyFailure } from '#renderer/components/notices/notify.tsx';
import { shownUnit } from '#renderer/components/numbers/energy-unit.ts';
import { formatParameterValue } from '#renderer/components/numbers/format-quantity.ts';
import { useApi, useHost } from '#renderer/host/surroundings-provider.tsx';
import { useSaveFigure } from '#renderer/queries/use-save-figure.ts';
import type { FigureFormat, MatrixFigure, SliceFigure } from '#shared/contract/slices/figure.ts';
import type { SliceView } from '#shared/contract/slices/slice-view.ts';
import type { NearPoint } from '#shared/figures/near-points.ts';
import { foreignLines } from '../compare/foreign-lines.ts';
import type { Compared } from '../compare/use-comparison.ts';
import type { ContoursProps } from '../contours-props.ts';
import type { FollowedSlice, SliceInput } from '../slice/use-slice.ts';
import { panelValues } from '../slice-choice.ts';
import { contourCsv } from './contour-csv.ts';

export interface ExportOptions extends Pick<ContoursProps, 'campaign' | 'choice' | 'view'> {
  readonly slice: FollowedSlice;
  readonly input: SliceInput;
  readonly points: readonly NearPoint[];
  readonly comparison: Compared | null;
}

/** What the screen shows as files, always in the light colours. Null where there is no slice yet. */
export function useExport({ campaign, choice, view, slice, input, points, comparison }: ExportOptions) {
  const host = useHost();
  const client = useApi();
  const queryClient = useQueryClient();
  const { figureFile, saveFigure } = useSaveFigure();
  const shown = slice.taken?.view;
  const { x, y, rows, columns } = choice;
  const name = fileSlug(`${campaign.name} ${x.name} ${y.name}`);
  const own = view.field === 'none' ? null : view.field;

  const sliceFigure = (of: SliceView): SliceFigure => ({
    kind: 'slice',
    title: campaign.name,
    view: of,
    points: [...points],
    foreign: foreignLines(view.overlays, comparison, of),
    field: comparison?.difference ? 'difference' : own,
    fieldSource: comparison?.difference ?? undefined,
    hidden: [...view.hidden],
    shownIn: { x: shownUnit(x.unit), y: shownUnit(y.unit) },
  });

  const panel = (fixed: Readonly<Record<string, number>>) => {
    const asked = { ...input, fixed: { ...input.fixed, ...fixed }, resolution: 'panel' as const };
    return queryClient.fetchQuery({
      queryKey: ['slice.take', asked],
      queryFn: ({ signal }) => client.call('slice.take', asked, { signal }),
    });
  };

  const matrixFigure = async (): Promise<MatrixFigure> => {
    if (columns === null) throw new Error('There is no further parameter to take slices over.');
    const across = panelValues(columns, view.panels);
    const up = rows === null ? [null] : panelValues(rows, view.panels).toReversed();
    const views = await Promise.all(
      up.map((rowValue) =>
        Promise.all(
          across.map(async (value) => {
            const taken = await panel({
              [columns.name]: value,
              ...(rows && rowValue !== null && { [rows.name]: rowValue }),
            });
            return taken.view;
          }),
        ),
      ),
    );
    const axis = (parameter: typeof columns, values: readonly (number | null)[]) => ({
      parameter,
      labels: values.map((value) => formatParameterValue(value, parameter)),
    });
    return {
      kind: 'matrix',
      title: campaign.name,
      views,
      columns: axis(columns, across),
      rows: rows && axis(rows, up),
      field: own,
      hidden: [...view.hidden],
    };
  };

  /** What is taken along is as fine as it gets, whatever the screen shows by now. */
  const fineView = async (): Promise<SliceView> => {
    if (slice.isFine && shown !== undefined) return shown;
    return (await client.call('slice.take', { ...input, resolution: 'full' })).view;
  };

  const attempt = (work: (of: SliceView) => Promise<unknown>) => () => {
    fineView()
      .then(work)
      .catch((error: unknown) => notifyFailure({ title: 'Could not export', error }));
  };

  return {
    isReady: shown !== undefined,
    copy: () => {
      // The clipboard is asked within the press of the key; it waits for the image.
      const image = fineView().then((of) => figureFile(sliceFigure(of), 'png'));
      navigator.clipboard
        .write([new ClipboardItem({ 'image/png': image })])
        .then(() => notifyDone('Copied', 'The slice is on the clipboard as an image.'))
        .catch((error: unknown) => notifyFailure({ title: 'Could not copy', error }));
    },
    slice: (format: FigureFormat) => attempt((of) => saveFigure(name, sliceFigure(of), format)),
    csv: attempt((of) => host.saveFile(`${name}.csv`, contourCsv(of), 'text/csv')),
    matrix: (format: FigureFormat) =>
      attempt(async () => saveFigure(`${name}-matrix`, await matrixFigure(), format)),
  };
}
