import { Combobox, Input, InputBase, type InputBaseProps, useCombobox } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { plainText } from '../math/plain-text.ts';
import { Tex } from '../math/tex.tsx';
import styles from './math-select.module.css';

export interface MathChoice {
  readonly value: string;
  /** May hold formulas between dollar signs. */
  readonly label: string;
  /** Heading under which it stands; choices of one group follow each other. */
  readonly group?: string;
}

interface MathSelectProps extends Pick<InputBaseProps, 'label' | 'error' | 'disabled' | 'className'> {
  /** For screen readers, where there is no visible label. */
  readonly name?: string;
  readonly value: string;
  readonly choices: readonly MathChoice[];
  readonly onChange: (value: string) => void;
}

/** A choice among names with formulas, which a plain Select cannot show in its field. */
export function MathSelect({ name, value, choices, onChange, ...input }: MathSelectProps) {
  const combobox = useCombobox({
    onDropdownClose: () => combobox.resetSelectedOption(),
    onDropdownOpen: () => combobox.selectActiveOption(),
  });
  const chosen = choices.find((choice) => choice.value === value);
  const groups = Map.groupBy(choices, ({ group }) => group);
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(next) => {
        onChange(next);
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target targetType="button">
        <InputBase
          {...input}
          component="button"
          type="button"
          pointer
          aria-label={name === undefined ? undefined : `${name}: ${plainText(chosen?.label ?? '')}`}
          rightSection={<IconChevronDown size={14} stroke={1.5} />}
          rightSectionPointerEvents="none"
          onClick={() => combobox.toggleDropdown()}
        >
          {chosen === undefined ? (
            <Input.Placeholder>choose</Input.Placeholder>
          ) : (
            <Tex className={styles.chosen}>{chosen.label}</Tex>
          )}
        </InputBase>
      </Combobox.Target>
      <Combobox.Dropdown mah={320} style={{ overflowY: 'auto' }}>
        <Combobox.Options>
          {[...groups].map(([group, members]) => {
            const options = members.map((choice) => (
              <Combobox.Option key={choice.value} value={choice.value} active={choice.value === value}>
                <Tex>{choice.label}</Tex>
              </Combobox.Option>
            ));
            return group === undefined ? (
              options
            ) : (
              <Combobox.Group key={group} label={group}>
                {options}
              </Combobox.Group>
            );
          })}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
