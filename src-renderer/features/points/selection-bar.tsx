import { Button } from '@mantine/core';
import { IconBan, IconFlask, IconNote, IconRestore, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { DisabledBecause } from '#renderer/components/layout/disabled-because.tsx';
import { ToolButton } from '#renderer/components/layout/tool-button.tsx';
import { formatCounted } from '#renderer/components/numbers/format-number.ts';
import { useMethodMutation } from '#renderer/queries/use-method-mutation.ts';
import type { PointRow, Points } from './points.ts';
import styles from './selection-bar.module.css';
import { TextDialog } from './text-dialog.tsx';

interface SelectionBarProps {
  readonly campaignId: string;
  readonly points: Points;
  readonly selected: readonly PointRow[];
  readonly onClear: () => void;
  readonly readOnlyReason: string | null;
}

/** What can be done with the selected points; each is one step that Ctrl Z takes back. */
export function SelectionBar({ campaignId, points, selected, onClear, readOnlyReason }: SelectionBarProps) {
  const [asking, setAsking] = useState<'reason' | 'note' | null>(null);
  const setTest = useMethodMutation('points.setTest', { failureTitle: 'The points could not be flagged' });
  const exclude = useMethodMutation('points.exclude', { failureTitle: 'The points could not be left out' });
  const include = useMethodMutation('points.include', { failureTitle: 'The points could not be taken back' });
  const note = useMethodMutation('points.note', { failureTitle: 'The note could not be written' });
  const ids = selected.map(({ id }) => id);
  const input = { campaignId, ids };
  const states = new Set(selected.map(({ row }) => points.states[row]));
  const areTests = states.size === 1 && states.has('test');
  const hasExcluded = states.has('excluded');
  const counted = formatCounted(ids.length, 'point');
  const present = new Set(selected.map(({ row }) => points.notes.get(row)?.split('\n').at(-1) ?? ''));
  return (
    <section className={styles.bar} aria-label="Selected points">
      <strong>{counted} selected</strong>
      <DisabledBecause reason={readOnlyReason}>
        <Button leftSection={<IconFlask />} onClick={() => setTest.mutate({ ...input, isTest: !areTests })}>
          {areTests ? 'Use for fits' : 'Flag as test'}
        </Button>
      </DisabledBecause>
      <DisabledBecause reason={readOnlyReason}>
        <Button leftSection={<IconBan />} onClick={() => setAsking('reason')}>
          Leave out of the fit…
        </Button>
      </DisabledBecause>
      {hasExcluded && (
        <DisabledBecause reason={readOnlyReason}>
          <Button leftSection={<IconRestore />} onClick={() => include.mutate(input)}>
            Take back
          </Button>
        </DisabledBecause>
      )}
      <DisabledBecause reason={readOnlyReason}>
        <Button leftSection={<IconNote />} onClick={() => setAsking('note')}>
          Note…
        </Button>
      </DisabledBecause>
      <ToolButton label="Clear the selection" onClick={onClear}>
        <IconX />
      </ToolButton>
      {asking === 'reason' && (
        <TextDialog
          title={`Leave ${counted} out of the fit`}
          label="Reason"
          hint="The points stay in the file with this reason; later fits do without them."
          action="Leave out"
          initial=""
          isRequired
          onClose={() => setAsking(null)}
          onText={(reason) => exclude.mutate({ ...input, reason })}
        />
      )}
      {asking === 'note' && (
        <TextDialog
          title={`Note on ${counted}`}
          label="Note"
          hint="It takes the place of the latest note there; an empty one removes it."
          action="Write"
          initial={present.size === 1 ? ([...present][0] ?? '') : ''}
          isRequired={false}
          onClose={() => setAsking(null)}
          onText={(text) => note.mutate({ ...input, text })}
        />
      )}
    </section>
  );
}
