import { Checkbox } from '@mantine/core';
import { useController } from 'react-hook-form';
import { QUANTITIES, QUANTITY_NAMES, type Quantity } from '#shared/domain/quantity.ts';
import styles from './definition.module.css';
import type { DefinitionForm } from './use-definition-form.ts';

/** Which limits are fitted, and of which the contour is sought. */
export function QuantitiesField({
  form: { control },
  isDisabled = false,
}: {
  form: DefinitionForm;
  isDisabled?: boolean;
}) {
  const quantities = useController({ control, name: 'quantities' });
  const contour = useController({ control, name: 'contour' });
  const error = quantities.fieldState.error ?? contour.fieldState.error;
  const setFitted = (quantity: Quantity, isFitted: boolean) => {
    quantities.field.onChange(withMember(quantities.field.value, quantity, isFitted));
    if (!isFitted) contour.field.onChange(withMember(contour.field.value, quantity, false));
  };
  return (
    <div>
      <table className={styles.choices}>
        <thead>
          <tr>
            <th>Limit</th>
            <th>Fit it</th>
            <th>Seek its contour</th>
          </tr>
        </thead>
        <tbody>
          {QUANTITIES.map((quantity) => {
            const name = QUANTITY_NAMES[quantity];
            const isFitted = quantities.field.value.includes(quantity);
            return (
              <tr key={quantity}>
                <th scope="row">{name}</th>
                <td>
                  <Checkbox
                    aria-label={`Fit ${name}`}
                    checked={isFitted}
                    disabled={isDisabled}
                    onChange={({ currentTarget }) => setFitted(quantity, currentTarget.checked)}
                  />
                </td>
                <td>
                  <Checkbox
                    aria-label={`Seek the contour of ${name}`}
                    checked={contour.field.value.includes(quantity)}
                    disabled={isDisabled || !isFitted}
                    onChange={({ currentTarget }) =>
                      contour.field.onChange(withMember(contour.field.value, quantity, currentTarget.checked))
                    }
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {error?.message !== undefined && (
        <p className={styles.error} role="alert">
          {error.message}
        </p>
      )}
    </div>
  );
}

/** A list with an entry or without it, in the order of all quantities. */
function withMember(list: readonly Quantity[], quantity: Quantity, isMember: boolean): Quantity[] {
  return QUANTITIES.filter((other) => (other === quantity ? isMember : list.includes(other)));
}
