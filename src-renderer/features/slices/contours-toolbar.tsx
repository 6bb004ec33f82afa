import { SegmentedControl, Select, VisuallyHidden } from '@mantine/core';
import { IconArrowsLeftRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { MathSelect } from '#renderer/components/inputs/math-select.tsx';
import { ToolButton } from '#renderer/components/layout/tool-button.tsx';
import { Toolbar } from '#renderer/components/layout/toolbar.tsx';
import { parameterTitle } from '#renderer/components/math/parameter-title.ts';
import { Tex } from '#renderer/components/math/tex.tsx';
import { QUANTITY_NAMES, type Quantity } from '#shared/domain/quantity.ts';
import { chooseAxis, swapAxes } from './axis-changes.ts';
import styles from './contours.module.css';
import type { ContoursProps } from './contours-props.ts';
import type { ContoursView } from './contours-view.ts';

/** The fields by what they are called, in the order in which F goes through them. */
export const FIELD_CHOICES = [
  { value: 'pexcl', label: '$p_{\\mathrm{excl}}$', name: 'p_excl' },
  { value: 'entropy', label: 'Entropy', name: 'Entropy' },
  { value: 'mean', label: 'Mean $\\ln\\mu$', name: 'Mean ln μ' },
  { value: 'sigma', label: 'Model σ', name: 'Model σ' },
  { value: 'none', label: 'None', name: 'None' },
] as const satisfies readonly { value: ContoursView['field']; label: string; name: string }[];

/** Whether there is such a field: a surrogate that gives the probability alone has neither mean nor deviation. */
export function isShowable(
  field: ContoursView['field'],
  surrogates: ContoursProps['campaign']['surrogates'],
): boolean {
  return (field !== 'mean' && field !== 'sigma') || surrogates.every(({ gives }) => gives.lnMu);
}

/** Axes and field on the left, what can be done with the slice on the right. */
export function ContoursToolbar({
  campaign: { definition, surrogates },
  choice,
  view,
  change,
  actions,
}: ContoursProps & { actions: ReactNode }) {
  const parameters = definition.parameters.map((parameter) => ({
    value: parameter.name,
    label: parameterTitle(parameter),
  }));
  return (
    <Toolbar actions={actions}>
      <div className={styles.axes}>
        <span>x</span>
        <MathSelect
          name="Parameter along x"
          choices={parameters}
          value={choice.x.name}
          onChange={(name) => change(chooseAxis('x', name, choice))}
        />
        <ToolButton label="Swap the axes" keys="X" onClick={() => change(swapAxes(choice))}>
          <IconArrowsLeftRight />
        </ToolButton>
        <span>y</span>
        <MathSelect
          name="Parameter along y"
          choices={parameters}
          value={choice.y.name}
          onChange={(name) => change(chooseAxis('y', name, choice))}
        />
      </div>
      <div className={styles.field}>
        <span>Field</span>
        <SegmentedControl
          aria-label="Field"
          value={view.field}
          onChange={(field) => change({ field: field as ContoursView['field'] })}
          data={FIELD_CHOICES.map(({ value, label, name }) => ({
            value,
            disabled: !isShowable(value, surrogates),
            label: (
              <>
                <span aria-hidden={label !== name}>
                  <Tex>{label}</Tex>
                </span>
                {label !== name && <VisuallyHidden>{name}</VisuallyHidden>}
              </>
            ),
          }))}
        />
      </div>
      <QuantityChoice definition={definition} view={view} change={change} />
    </Toolbar>
  );
}

/** Whose probability the field shows, where there is a choice. */
function QuantityChoice({
  definition,
  view,
  change,
}: Pick<ContoursProps, 'view' | 'change'> & { definition: ContoursProps['campaign']['definition'] }) {
  const choices = definition.quantities.filter((quantity) => quantity === 'obs' || quantity === 'exp');
  if (choices.length < 2) return null;
  return (
    <Select
      aria-label="Field and model band of"
      className={styles.quantity ?? ''}
      value={view.of ?? definition.contour[0] ?? null}
      onChange={(of) => change({ of: of as Quantity | null })}
      data={choices.map((value) => ({ value, label: `of ${QUANTITY_NAMES[value]}` }))}
    />
  );
}
