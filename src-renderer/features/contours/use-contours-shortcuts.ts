import { useShortcut } from '#renderer/components/shortcuts/shortcut-registry.ts';
import { createScale } from '#shared/domain/parameter-scale.ts';
import { swapAxes } from './axis-changes.ts';
import type { ContoursProps } from './contours.tsx';
import { FIELD_CHOICES } from './contours-toolbar.tsx';
import { roundedValue } from './slice-choice.ts';
import { useCurrentSlider } from './sliders-panel.tsx';

const GROUP = 'Contours';

/** One press of a key moves the cut or a slider by this share of its range. */
const STEP = 0.02;

/** The keys of the screen: axes, field, cut and sliders. */
export function useContoursShortcuts({ choice, view, change }: ContoursProps): void {
  const { y, hidden, fixed, cutAt } = choice;
  const slider = useCurrentSlider((state) => state.name);
  const current = hidden.find(({ name }) => name === slider) ?? hidden[0];

  const moveCut = (by: number) => {
    const place = createScale(y).toUnit(cutAt) + by;
    change({ cutAt: roundedValue(y, Math.min(1, Math.max(0, place))) });
  };
  const moveSlider = (by: number) => {
    if (current === undefined) return;
    const scale = createScale(current);
    const place = Math.min(1, Math.max(0, scale.toUnit(fixed[current.name] ?? current.lower) + by));
    const value = current.step === undefined ? scale.fromUnit(place) : stepped(current, fixed, by, place);
    change({ fixed: { ...view.fixed, [current.name]: value } });
  };
  const nextField = () => {
    const index = FIELD_CHOICES.findIndex(({ value }) => value === view.field);
    change({ field: FIELD_CHOICES[(index + 1) % FIELD_CHOICES.length]!.value });
  };

  useShortcut({ group: GROUP, label: 'Swap the axes', keys: ['X'], run: () => change(swapAxes(choice)) });
  useShortcut({ group: GROUP, label: 'Next field', keys: ['F'], run: nextField });
  useShortcut({ group: GROUP, label: 'Cut further up', keys: ['ArrowUp'], run: () => moveCut(STEP) });
  useShortcut({ group: GROUP, label: 'Cut further down', keys: ['ArrowDown'], run: () => moveCut(-STEP) });
  useShortcut({ group: GROUP, label: 'Slider back', keys: ['['], run: () => moveSlider(-STEP) });
  useShortcut({ group: GROUP, label: 'Slider on', keys: [']'], run: () => moveSlider(STEP) });
}

/** At least one step of the parameter's lattice, whatever the share of the range. */
function stepped(
  parameter: ContoursProps['choice']['x'],
  fixed: Readonly<Record<string, number>>,
  by: number,
  place: number,
): number {
  const scale = createScale(parameter);
  const now = fixed[parameter.name] ?? parameter.lower;
  const snapped = scale.snap(scale.fromUnit(place));
  return snapped === now ? scale.snap(now + Math.sign(by) * (parameter.step ?? 0)) : snapped;
}
