import { useElementSize } from '@mantine/hooks';
import { useMemo } from 'react';
import { ErrorState } from '#renderer/components/states/error-state.tsx';
import { LoadingBar } from '#renderer/components/states/loading-bar.tsx';
import { ComparedSlices } from '../compare/compared-slices.tsx';
import styles from '../contours.module.css';
import type { PlotProps, StageProps } from '../contours-props.ts';
import { CutPanel } from '../cut/cut-panel.tsx';
import { MainSlice } from './main-slice.tsx';
import { layOutStage } from './stage-layout.ts';

/** The plot column: legend, slice, cut. */
export function SliceStage(props: StageProps) {
  const { slice, comparison, view } = props;
  const { ref, width, height } = useElementSize();
  const isSideBySide = comparison?.shows === 'side';
  const layout = useMemo(() => layOutStage(width, height, !isSideBySide), [width, height, isSideBySide]);
  const hidden = useMemo(() => new Set(view.hidden), [view.hidden]);
  return (
    <div ref={ref} className={styles.stage}>
      {width > 0 && <Stage {...props} layout={layout} hidden={hidden} />}
      {slice.taken === null && slice.error === null && <LoadingBar label="Taking the slice" />}
    </div>
  );
}

function Stage(props: PlotProps) {
  const { slice, comparison } = props;
  if (slice.error !== null) return <ErrorState title="The slice could not be taken" error={slice.error} />;
  if (comparison?.shows === 'side') return <ComparedSlices {...props} comparison={comparison} />;
  return (
    <>
      <MainSlice {...props} />
      <CutPanel {...props} />
    </>
  );
}
