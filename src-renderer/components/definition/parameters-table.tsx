import { ActionIcon, Button, Select, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { Fragment } from 'react';
import { Controller, type FieldError, useFieldArray, useWatch } from 'react-hook-form';
import { parameterTitle } from '../math/parameter-title.ts';
import { Tex } from '../math/tex.tsx';
import tableStyles from '../tables/data-table.module.css';
import styles from './definition.module.css';
import { NEW_PARAMETER, type ParameterDraft } from './definition-draft.ts';
import type { DefinitionForm } from './use-definition-form.ts';

interface ParametersTableProps {
  readonly form: DefinitionForm;
  /** Whether parameters may come, go and be renamed: only before there is a campaign. */
  readonly hasFreeNames: boolean;
  readonly isDisabled?: boolean;
}

/** The free parameters as a table to type in: name, symbol, unit, bounds, scale, step. */
export function ParametersTable({ form, hasFreeNames, isDisabled = false }: ParametersTableProps) {
  const { control, register, formState } = form;
  const { fields, append, remove } = useFieldArray({ control, name: 'parameters' });
  const { parameters: errors } = formState.errors;
  const cell = (index: number, key: keyof ParameterDraft, name: string) => ({
    ...register(`parameters.${index}.${key}`),
    'aria-label': `${name} of parameter ${index + 1}`,
    disabled: isDisabled,
    error: errors?.[index]?.[key] !== undefined,
  });
  return (
    <div>
      <table className={`${tableStyles.table} ${styles.table}`}>
        <thead>
          <tr>
            <th>Symbol</th>
            <th>Name</th>
            <th>TeX</th>
            <th>Unit</th>
            <th>Lower</th>
            <th>Upper</th>
            <th>Scale</th>
            <th>Step</th>
            {hasFreeNames && <th aria-label="Remove" />}
          </tr>
        </thead>
        <tbody>
          {fields.map(({ id }, index) => (
            <Fragment key={id}>
              <tr>
                <td className={styles.symbolCell}>
                  <ParameterSymbol form={form} index={index} />
                </td>
                <td className={styles.name}>
                  <TextInput
                    {...cell(index, 'name', 'Name')}
                    placeholder={index === 0 ? 'm_zp' : 'm_dm'}
                    readOnly={!hasFreeNames}
                  />
                </td>
                <td>
                  <TextInput
                    {...cell(index, 'label', 'TeX')}
                    placeholder={index === 0 ? "m_{Z'}" : 'm_\\chi'}
                    className={styles.mono ?? ''}
                  />
                </td>
                <td className={styles.unit}>
                  <TextInput {...cell(index, 'unit', 'Unit')} placeholder="GeV" />
                </td>
                <td className={styles.number}>
                  <TextInput {...cell(index, 'lower', 'Lower bound')} inputMode="decimal" />
                </td>
                <td className={styles.number}>
                  <TextInput {...cell(index, 'upper', 'Upper bound')} inputMode="decimal" />
                </td>
                <td className={styles.scale}>
                  <Controller
                    control={control}
                    name={`parameters.${index}.scale`}
                    render={({ field }) => (
                      <Select
                        {...field}
                        data={['linear', 'log']}
                        disabled={isDisabled}
                        aria-label={`Scale of parameter ${index + 1}`}
                      />
                    )}
                  />
                </td>
                <td className={styles.number}>
                  <TextInput {...cell(index, 'step', 'Step')} placeholder="any" inputMode="decimal" />
                </td>
                {hasFreeNames && (
                  <td>
                    <ActionIcon
                      aria-label={`Remove parameter ${index + 1}`}
                      onClick={() => remove(index)}
                      disabled={fields.length === 1}
                    >
                      <IconTrash />
                    </ActionIcon>
                  </td>
                )}
              </tr>
              <RowProblems messages={messagesOf(errors?.[index])} />
            </Fragment>
          ))}
        </tbody>
      </table>
      {errors?.root?.message !== undefined && <p className={styles.error}>{errors.root.message}</p>}
      {hasFreeNames && (
        <Button
          className={styles.add ?? ''}
          variant="subtle"
          leftSection={<IconPlus />}
          onClick={() => append(NEW_PARAMETER)}
        >
          Add a parameter
        </Button>
      )}
    </div>
  );
}

/** What is wrong with a row, below it: the cells are too narrow for sentences. */
function RowProblems({ messages }: { messages: readonly string[] }) {
  if (messages.length === 0) return null;
  return (
    <tr>
      <td colSpan={9} className={styles.problems} role="alert">
        {messages.map((message) => (
          <div key={message}>{message}</div>
        ))}
      </td>
    </tr>
  );
}

function messagesOf(errors: Partial<Record<keyof ParameterDraft, FieldError>> | undefined): string[] {
  return Object.values(errors ?? {}).flatMap(({ message }) => message ?? []);
}

function ParameterSymbol({ form: { control }, index }: { form: DefinitionForm; index: number }) {
  const { name, label } = useWatch({ control, name: `parameters.${index}` });
  return (
    <span className={styles.symbol}>
      <Tex>{parameterTitle({ name, label: label.trim() }, false)}</Tex>
    </span>
  );
}
