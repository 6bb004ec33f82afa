import { Button, NumberInput, Popover } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { FormEvent } from 'react';
import { DisabledBecause } from '#renderer/components/layout/disabled-because.tsx';
import { ParameterLabel } from '#renderer/components/math/parameter-label.tsx';
import { shownFactor } from '#renderer/components/numbers/energy-unit.ts';
import { formatRange } from '#renderer/components/numbers/format-number.ts';
import { formatParameter } from '#renderer/components/numbers/format-quantity.ts';
import type { CampaignSummary } from '#shared/contract/campaigns/campaigns-methods.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import styles from './batches.module.css';
import { middlePoint } from './point-draft.ts';
import type { BatchEditing, PointDraft } from './use-batch-editing.ts';

/** Enough for whatever is typed, and fewer than the noise of a change of unit has. */
const DIGITS = 12;

interface AddPointProps {
  readonly summary: CampaignSummary;
  readonly editing: BatchEditing;
}

/** The button and the form for a point of the analyst's own; a click on the map fills two of its values in. */
export function AddPoint({ summary: { definition }, editing }: AddPointProps) {
  const { draft, setDraft, whyNot } = editing;
  const button = (
    <Button
      size="compact-sm"
      leftSection={<IconPlus />}
      onClick={() => setDraft(draft === null ? middlePoint(definition) : null)}
    >
      Add point
    </Button>
  );
  if (whyNot !== null) return <DisabledBecause reason={whyNot}>{button}</DisabledBecause>;
  return (
    <Popover
      opened={draft !== null}
      onDismiss={() => setDraft(null)}
      // A click on the map moves the point, and does not close its form.
      closeOnClickOutside={false}
      position="bottom-end"
      width={300}
    >
      <Popover.Target>{button}</Popover.Target>
      <Popover.Dropdown>
        {draft !== null && <PointForm definition={definition} draft={draft} editing={editing} />}
      </Popover.Dropdown>
    </Popover>
  );
}

function PointForm({
  definition,
  draft,
  editing,
}: {
  definition: CampaignDefinition;
  draft: PointDraft;
  editing: BatchEditing;
}) {
  const isComplete = definition.parameters.every(({ name }) => Number.isFinite(draft[name]));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isComplete) editing.add(draft);
  };
  return (
    <form className={styles.popoverForm} onSubmit={submit} aria-label="Point by hand">
      <p className={styles.formRemark}>It joins the batch on top of its size. A click on the map moves it.</p>
      {definition.parameters.map((parameter) => {
        const { name, lower, upper, step, unit } = parameter;
        const factor = shownFactor(unit);
        const value = draft[name];
        return (
          <div key={name} className={styles.formRow}>
            <label htmlFor={`add-${name}`}>
              <ParameterLabel parameter={parameter} />
            </label>
            <NumberInput
              id={`add-${name}`}
              value={value === undefined ? '' : Number((value * factor).toPrecision(DIGITS))}
              onChange={(entered) =>
                editing.setDraft({ ...draft, [name]: entered === '' ? Number.NaN : Number(entered) / factor })
              }
              min={lower * factor}
              max={upper * factor}
              clampBehavior="blur"
              {...(step !== undefined && { step: step * factor })}
              title={formatRange(formatParameter(lower, parameter), formatParameter(upper, parameter))}
            />
          </div>
        );
      })}
      <div className={styles.formButtons}>
        <Button type="button" onClick={() => editing.setDraft(null)}>
          Cancel
        </Button>
        <Button type="submit" variant="filled" disabled={!isComplete} loading={editing.isBusy}>
          Add
        </Button>
      </div>
    </form>
  );
}
