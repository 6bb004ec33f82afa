import { Select, TextInput } from '@mantine/core';
import { Controller } from 'react-hook-form';
import type { DefinitionDraft } from '#renderer/components/definition/definition-draft.ts';
import type { DraftProblem } from '#renderer/components/definition/read-draft.ts';
import type { DefinitionForm } from '#renderer/components/definition/use-definition-form.ts';
import { METRICS, STOP_METRICS } from '#shared/domain/metric.ts';
import { QUANTITY_NAMES, quantitySchema } from '#shared/domain/quantity.ts';
import { stopRuleSubjects } from '#shared/domain/stop-metric.ts';
import styles from './space.module.css';

interface StopRuleFieldProps {
  readonly form: DefinitionForm;
  readonly draft: DefinitionDraft;
  readonly problems: readonly DraftProblem[];
  readonly isDisabled: boolean;
}

/** "Stop when this has been below that for so many iterations." It recommends; the analyst decides. */
export function StopRuleField({ form, draft, problems, isDisabled }: StopRuleFieldProps) {
  const { metric } = draft.stop;
  const subjects = metric === '' ? [] : stopRuleSubjects(metric, draft);
  const problemsHere = problems.filter(({ field }) => field.startsWith('stop'));
  const problemOf = (field: string) => problemsHere.some((problem) => problem.field === `stop.${field}`);
  return (
    <>
      <div className={styles.stop}>
        <Controller
          control={form.control}
          name="stop.metric"
          render={({ field }) => (
            <Select
              {...field}
              className={styles.metric ?? ''}
              label="Stop when"
              data={[
                { value: '', label: 'no rule' },
                ...STOP_METRICS.map((name) => ({ value: name, label: METRICS[name].name })),
              ]}
              disabled={isDisabled}
            />
          )}
        />
        {metric !== '' && (
          <>
            <Controller
              control={form.control}
              name="stop.of"
              render={({ field }) => (
                <Select
                  {...field}
                  label="of"
                  data={[
                    { value: '', label: 'all contours' },
                    ...subjects.map((name) => ({ value: name, label: subjectName(name) })),
                  ]}
                  disabled={isDisabled}
                  error={problemOf('of')}
                />
              )}
            />
            <TextInput
              {...form.register('stop.below')}
              className={styles.number ?? ''}
              label={`is below${unitOf(draft)}`}
              inputMode="decimal"
              disabled={isDisabled}
              error={problemOf('below')}
            />
            <TextInput
              {...form.register('stop.for')}
              className={styles.number ?? ''}
              label="for iterations"
              inputMode="numeric"
              disabled={isDisabled}
              error={problemOf('for')}
            />
          </>
        )}
      </div>
      {problemsHere.map(({ message, hint }) => (
        <p key={message} className={styles.problem} role="alert">
          {message} {hint}
        </p>
      ))}
    </>
  );
}

function subjectName(name: string): string {
  const quantity = quantitySchema.safeParse(name);
  return quantity.success ? QUANTITY_NAMES[quantity.data] : name;
}

function unitOf({ stop, parameters }: DefinitionDraft): string {
  const parameter = parameters.find(({ name }) => name === stop.of);
  const ofMetric = stop.metric === '' ? undefined : METRICS[stop.metric].unit;
  const unit = parameter === undefined ? ofMetric : parameter.unit;
  return unit ? ` [${unit}]` : '';
}
