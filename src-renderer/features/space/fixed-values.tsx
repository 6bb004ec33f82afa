import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useFieldArray } from 'react-hook-form';
import type { DraftProblem } from '#renderer/components/definition/read-draft.ts';
import type { DefinitionForm } from '#renderer/components/definition/use-definition-form.ts';
import { ToolButton } from '#renderer/components/layout/tool-button.tsx';
import styles from './space.module.css';

interface FixedValuesProps {
  readonly form: DefinitionForm;
  readonly problems: readonly DraftProblem[];
  /** Why they cannot be changed; null where they can. */
  readonly whyNot: string | null;
}

/** Parameters held at one value: recorded, usable in expressions, never modelled. */
export function FixedValues({ form, problems, whyNot }: FixedValuesProps) {
  const { fields, append, remove } = useFieldArray({ control: form.control, name: 'fixed' });
  const isDisabled = whyNot !== null;
  return (
    <>
      {fields.map(({ id }, index) => {
        const found = problems.filter(({ field }) => field.startsWith(`fixed.${index}.`));
        return (
          <div key={id}>
            <div className={styles.fixed}>
              <TextInput
                {...form.register(`fixed.${index}.name`)}
                className={styles.fixedName ?? ''}
                aria-label={`Name of fixed value ${index + 1}`}
                placeholder="g_q"
                disabled={isDisabled}
                error={found.some(({ field }) => field.endsWith('.name'))}
              />
              <TextInput
                {...form.register(`fixed.${index}.value`)}
                className={styles.number ?? ''}
                aria-label={`Fixed value ${index + 1}`}
                placeholder="0.25"
                inputMode="decimal"
                disabled={isDisabled}
                error={found.some(({ field }) => field.endsWith('.value'))}
              />
              <ToolButton
                label={`Remove fixed value ${index + 1}`}
                disabled={isDisabled}
                onClick={() => remove(index)}
              >
                <IconTrash />
              </ToolButton>
            </div>
            {found.map(({ message, hint }) => (
              <div key={message} className={styles.problem} role="alert">
                {message} {hint}
              </div>
            ))}
          </div>
        );
      })}
      {isDisabled ? (
        <p className={styles.small}>{whyNot}</p>
      ) : (
        <div>
          <Button variant="subtle" leftSection={<IconPlus />} onClick={() => append({ name: '', value: '' })}>
            Add a fixed value
          </Button>
        </div>
      )}
    </>
  );
}
