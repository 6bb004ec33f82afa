import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import type { DraftProblem } from '#renderer/components/definition/read-draft.ts';
import { Panel } from '#renderer/components/layout/panel.tsx';
import type { NamedParameter } from '#renderer/components/math/parameter-title.ts';
import { Tex } from '#renderer/components/math/tex.tsx';
import { causeOf } from '#renderer/components/notices/notify.tsx';
import { formatCounted } from '#renderer/components/numbers/format-number.ts';
import type { SpaceEdit } from '#shared/contract/space/space-methods.ts';
import { effectsOf, entryText, valueText } from './change-text.ts';
import styles from './space.module.css';

interface ChangesPanelProps {
  readonly isChanged: boolean;
  readonly problems: readonly DraftProblem[];
  /** What the edit would do; undefined until it is known. */
  readonly edit: SpaceEdit | undefined;
  readonly error: Error | null;
  readonly parameters: readonly NamedParameter[];
  readonly isApplying: boolean;
  readonly onApply: () => void;
  readonly onDiscard: () => void;
}

/** What is changed, what that does to points, batches and fits, and the step that does it. */
export function ChangesPanel(props: ChangesPanelProps) {
  const { isChanged, problems, edit, error, parameters, isApplying, onApply, onDiscard } = props;
  if (!isChanged) {
    return (
      <Panel title="Changes">
        <p className={styles.small}>
          Nothing is changed. Changes are applied together, as one step that can be undone.
        </p>
      </Panel>
    );
  }
  const isReady = problems.length === 0 && error === null && edit !== undefined;
  return (
    <Panel title="Changes" value="not applied yet">
      {problems.length > 0 && (
        <p className={styles.problem}>{formatCounted(problems.length, 'thing')} to correct first.</p>
      )}
      {problems.length === 0 && error !== null && (
        <p className={styles.problem} role="alert">
          {causeOf(error)}
        </p>
      )}
      {isReady && (
        <>
          <ChangeList edit={edit} parameters={parameters} />
          <ul className={styles.effects} aria-label="What the changes do">
            {effectsOf(edit).map(({ kind, text }) => (
              <li key={text} data-kind={kind}>
                {kind === 'warn' ? (
                  <IconAlertTriangle size={16} stroke={1.5} aria-hidden />
                ) : (
                  <IconCheck size={16} stroke={1.5} aria-hidden />
                )}
                <span>{text}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <div className={styles.buttons}>
        <Button variant="filled" disabled={!isReady} loading={isApplying} onClick={onApply}>
          Apply
        </Button>
        <Button onClick={onDiscard}>Discard</Button>
      </div>
    </Panel>
  );
}

function ChangeList({ edit, parameters }: { edit: SpaceEdit; parameters: readonly NamedParameter[] }) {
  return (
    <table className={styles.changes}>
      <tbody>
        {edit.changes.map(({ entry, before, after }) => (
          <tr key={entry}>
            <td>
              <Tex>{entryText(entry, parameters)}</Tex>
            </td>
            <td>
              <div className={styles.before}>{valueText(before)}</div>
              <div>{valueText(after)}</div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
