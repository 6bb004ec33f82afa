import { useMemo } from 'react';
import { SlicePicture } from '#renderer/charts/slice/slice-picture.tsx';
import { ErrorState } from '#renderer/components/states/error-state.tsx';
import { LoadingBar } from '#renderer/components/states/loading-bar.tsx';
import styles from '../contours.module.css';
import type { PlotProps } from '../contours-props.ts';
import type { FollowedSlice } from '../slice/use-slice.ts';
import { foreignLines } from './foreign-lines.ts';
import type { Compared } from './use-comparison.ts';

/** Two slices beside each other, at the same values and on the same axes. */
export function ComparedSlices(props: PlotProps & { comparison: Compared }) {
  const { slice, comparison, campaign } = props;
  const { iteration } = campaign;
  const shown = slice.taken?.iteration ?? iteration;
  return (
    <div className={styles.pair}>
      <OneSlice {...props} slice={slice} name={`Iteration ${shown}`} points={props.points} />
      {comparison.problem !== null && comparison.problem !== undefined ? (
        <ErrorState title="There is nothing to compare with" error={comparison.problem} />
      ) : (
        <OneSlice {...props} slice={comparison.slice} name={comparison.name} points={[]} />
      )}
    </div>
  );
}

function OneSlice({
  slice,
  name,
  points,
  view,
  hidden,
  layout,
}: Pick<PlotProps, 'view' | 'hidden' | 'layout' | 'points'> & { slice: FollowedSlice; name: string }) {
  const shown = slice.taken?.view;
  const foreign = useMemo(
    () => (shown === undefined ? [] : foreignLines(view.overlays, null, shown)),
    [view.overlays, shown],
  );
  const width = Math.floor(layout.slice.width / 2);
  const { height, box } = layout.slice;
  if (shown === undefined) return <LoadingBar label={`Taking the slice of ${name}`} />;
  return (
    <section className={styles.half} aria-label={name}>
      <h2 className={styles.halfTitle} style={{ paddingLeft: box.left }}>
        {name}
      </h2>
      <SlicePicture
        view={shown}
        points={points}
        foreign={foreign}
        field={view.field === 'none' ? null : view.field}
        hidden={hidden}
        width={width}
        height={height}
        box={{ ...box, width: width - box.left - 20 }}
        className={slice.isOld ? styles.old : undefined}
        label={`Slice of ${name}`}
      />
    </section>
  );
}
