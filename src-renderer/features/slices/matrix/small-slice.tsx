import { UnstyledButton } from '@mantine/core';
import { SlicePicture } from '#renderer/charts/slice/slice-picture.tsx';
import { useMethod } from '#renderer/queries/use-method.ts';
import type { FieldName } from '#shared/contract/slices/figure.ts';
import type { PlotFrame } from '#shared/figures/plot-frame.ts';
import { BLANK_NOTES } from '#shared/figures/slice-plot.ts';
import styles from '../contours.module.css';
import { movePointer, usePointer } from '../pointer-state.ts';
import type { SliceInput } from '../slice/use-slice.ts';

interface SmallSliceProps {
  readonly input: SliceInput;
  /** The values at which it is taken, in words. */
  readonly label: string;
  readonly isCurrent: boolean;
  readonly isBusy: boolean;
  readonly width: number;
  readonly height: number;
  readonly field: FieldName | null;
  readonly onChoose: () => void;
  /** Told where the pointer is, from 0 to 1 along both axes. */
  readonly onPoint: (across: number, up: number) => void;
}

const NOTHING: readonly never[] = [];

/** One of the small slices; it says why where it has no contour. */
export function SmallSlice({
  input,
  label,
  isCurrent,
  isBusy,
  width,
  height,
  field,
  onChoose,
  onPoint,
}: SmallSliceProps) {
  const slice = useMethod(
    'slice.take',
    { ...input, resolution: 'panel' },
    { enabled: !isBusy, keepPrevious: false },
  );
  const view = slice.data?.view;
  const remark = view?.blank ? `, ${BLANK_NOTES[view.blank]}` : '';
  return (
    <UnstyledButton
      className={styles.panel}
      aria-label={`Slice at ${label}${remark}`}
      aria-current={isCurrent || undefined}
      style={{ width, height }}
      onClick={onChoose}
      onPointerMove={(event) => {
        const bounds = event.currentTarget.getBoundingClientRect();
        onPoint(
          (event.clientX - bounds.left) / bounds.width,
          1 - (event.clientY - bounds.top) / bounds.height,
        );
      }}
      onPointerLeave={() => movePointer(null)}
    >
      {view && (
        <SlicePicture
          view={view}
          points={NOTHING}
          foreign={NOTHING}
          field={field}
          isSmall
          width={width}
          height={height}
          box={{ left: 0.5, top: 0.5, width: width - 1, height: height - 1 }}
          label={label}
          overlay={(frame) => <PanelMark frame={frame} />}
        />
      )}
    </UnstyledButton>
  );
}

/** The same place as under the pointer in the slice. */
function PanelMark({ frame }: { frame: PlotFrame }) {
  const place = usePointer((state) => state.place);
  if (place === null) return null;
  return (
    <circle
      className={styles.panelMark}
      cx={frame.x.position(place.x)}
      cy={frame.y.position(place.y)}
      r={2.5}
    />
  );
}
