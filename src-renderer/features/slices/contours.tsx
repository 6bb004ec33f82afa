import { useMemo } from 'react';
import { Screen } from '#renderer/components/layout/screen.tsx';
import { SideColumn } from '#renderer/components/layout/side-column.tsx';
import { formatDuration } from '#renderer/components/numbers/format-time.ts';
import { useMethod } from '#renderer/queries/use-method.ts';
import { useSetStatusText } from '#renderer/state/status-text.ts';
import { placesOf, pointsNear } from '#shared/figures/near-points.ts';
import { CompareMenu } from './compare/compare-menu.tsx';
import { useComparison } from './compare/use-comparison.ts';
import styles from './contours.module.css';
import type { ContoursProps } from './contours-props.ts';
import { ContoursToolbar } from './contours-toolbar.tsx';
import { ExportMenu } from './export/export-menu.tsx';
import { MatrixPanel } from './matrix/matrix-panel.tsx';
import { OverlayButton } from './overlay/overlay-button.tsx';
import { PointerPanel } from './pointer-panel.tsx';
import { SliceStage } from './slice/slice-stage.tsx';
import { type SliceInput, useSlice } from './slice/use-slice.ts';
import { SlidersPanel } from './sliders-panel.tsx';
import { useContoursShortcuts } from './use-contours-shortcuts.ts';
import { useSame } from './use-same.ts';

/** The screen of a campaign that has been fitted. */
export function Contours(props: ContoursProps) {
  const { campaign, choice, view, change, revision } = props;
  const { campaignId, definition } = campaign;
  const { x, y, fixed } = choice;
  const input = useSame<SliceInput>({
    campaignId,
    iteration: null,
    x: x.name,
    y: y.name,
    fixed,
    of: view.of,
  });
  const slice = useSlice(input, revision);
  const comparison = useComparison(input, view, revision, slice);
  const columns = useMethod('slice.points', { campaignId });
  const { parameters } = definition;
  const places = useMemo(
    () => (columns.data ? placesOf(parameters, columns.data.theta) : null),
    [parameters, columns.data],
  );
  const of = slice.taken?.view.of ?? view.of ?? definition.contour[0];
  const plane = useSame({ x: x.name, y: y.name, at: fixed });
  const points = useMemo(
    () => (columns.data && places && of ? pointsNear(parameters, columns.data, places, plane, of) : []),
    [columns.data, places, parameters, of, plane],
  );
  useContoursShortcuts(props);
  useSetStatusText(statusOf(slice.taken));

  return (
    <Screen
      toolbar={
        <ContoursToolbar
          {...props}
          actions={
            <>
              <CompareMenu campaign={campaign} view={view} change={change} comparison={comparison} />
              <OverlayButton view={view} change={change} choice={choice} />
              <ExportMenu {...{ campaign, choice, view, slice, input, points, comparison }} />
            </>
          }
        />
      }
    >
      <SliceStage
        {...props}
        slice={slice}
        input={input}
        comparison={comparison}
        points={points}
        columns={columns.data ?? null}
      />
      <SideColumn name="Slice" width={364}>
        <div className={styles.side}>
          <SlidersPanel {...props} />
          <PointerPanel choice={choice} slice={slice} />
          <MatrixPanel {...props} input={input} isBusy={!slice.isFine} />
        </div>
      </SideColumn>
    </Screen>
  );
}

function statusOf(taken: ReturnType<typeof useSlice>['taken']): string | null {
  if (taken === null) return null;
  const { iteration, isStale, milliseconds } = taken;
  const fit = `Fit of iteration ${iteration}${isStale ? ', on limits changed since' : ''}`;
  return `${fit}, ${formatDuration(milliseconds / 1000)} a slice`;
}
