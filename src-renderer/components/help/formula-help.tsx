import { ActionIcon, Popover } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { Tex } from '../math/tex.tsx';
import styles from './formula-help.module.css';
import { FORMULAS, type FormulaName } from './formulas.ts';

/** The (i) beside a heading: what the number is, its formula, and where that is from. */
export function FormulaHelp({ name }: { name: FormulaName }) {
  const { title } = FORMULAS[name];
  return (
    <Popover width={360} position="bottom-start" trapFocus>
      <Popover.Target>
        <ActionIcon size={18} aria-label={`About: ${title}`} className={styles.button ?? ''}>
          <IconInfoCircle />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <FormulaText name={name} />
      </Popover.Dropdown>
    </Popover>
  );
}

/** One entry of the registry of formulas. */
export function FormulaText({ name }: { name: FormulaName }) {
  const { title, text, formula, source } = FORMULAS[name];
  return (
    <article className={styles.text}>
      <h3 className={styles.title}>{title}</h3>
      <p>
        <Tex>{text}</Tex>
      </p>
      {formula !== undefined && (
        <div className={styles.formula}>
          <Tex>{`$\\displaystyle ${formula}$`}</Tex>
        </div>
      )}
      <p className={styles.source}>{source}</p>
    </article>
  );
}
