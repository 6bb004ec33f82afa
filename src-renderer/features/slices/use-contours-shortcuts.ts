import { useShortcut } from '#renderer/components/shortcuts/shortcut-registry.ts';
import { swapAxes } from './axis-changes.ts';
import type { ContoursProps } from './contours-props.ts';
import { FIELD_CHOICES, isShowable } from './contours-toolbar.tsx';
import { MOVE_SHARE, movedBy } from './slice-choice.ts';
import { useCurrentSlider } from './sliders-panel.tsx';

const GROUP = 'Contours';

/** The keys of the screen: axes, field, cut and sliders. */
export function useContoursShortcuts({ campaign, choice, view, change }: ContoursProps): void {
  const { y, hidden, fixed, cutAt } = choice;
  const slider = useCurrentSlider((state) => state.name);
  const current = hidden.find(({ name }) => name === slider) ?? hidden[0];

  const moveCut = (by: number) => change({ cutAt: movedBy(y, cutAt, by) });
  const moveSlider = (by: number) => {
    if (current === undefined) return;
    const value = movedBy(current, fixed[current.name] ?? current.lower, by);
    change({ fixed: { ...view.fixed, [current.name]: value } });
  };
  const nextField = () => {
    const fields = FIELD_CHOICES.filter(({ value }) => isShowable(value, campaign.surrogates));
    const index = fields.findIndex(({ value }) => value === view.field);
    change({ field: fields[(index + 1) % fields.length]!.value });
  };

  useShortcut({ group: GROUP, label: 'Swap the axes', keys: ['X'], run: () => change(swapAxes(choice)) });
  useShortcut({ group: GROUP, label: 'Next field', keys: ['F'], run: nextField });
  useShortcut({ group: GROUP, label: 'Cut further up', keys: ['ArrowUp'], run: () => moveCut(MOVE_SHARE) });
  useShortcut({
    group: GROUP,
    label: 'Cut further down',
    keys: ['ArrowDown'],
    run: () => moveCut(-MOVE_SHARE),
  });
  useShortcut({ group: GROUP, label: 'Slider back', keys: ['['], run: () => moveSlider(-MOVE_SHARE) });
  useShortcut({ group: GROUP, label: 'Slider on', keys: [']'], run: () => moveSlider(MOVE_SHARE) });
}
