import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconBan, IconPin, IconPinFilled, IconX } from '@tabler/icons-react';
import { memo } from 'react';
import { PointGlyph } from '#renderer/components/glyphs/point-glyph.tsx';
import { DisabledBecause } from '#renderer/components/layout/disabled-because.tsx';
import { formatDecimals, NO_VALUE } from '#renderer/components/numbers/format-number.ts';
import {
  formatEntropy,
  formatLimit,
  formatParameterValue,
  formatProbability,
  formatShare,
} from '#renderer/components/numbers/format-quantity.ts';
import { keysText } from '#renderer/components/shortcuts/keys.tsx';
import type { BatchDetailPoint } from '#shared/contract/batch-methods.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { ruleKind, ruleText } from './acquisition-texts.ts';
import styles from './batches.module.css';
import { STATE_WORDS } from './state-words.ts';
import type { BatchEditing } from './use-batch-editing.ts';
import { VetoPopover } from './veto-popover.tsx';

interface ProposalRowProps {
  readonly point: BatchDetailPoint;
  readonly index: number;
  readonly definition: CampaignDefinition;
  readonly isFrozen: boolean;
  readonly entropyBefore: number | null;
  readonly largestGain: number;
  readonly editing: BatchEditing;
}

export const ProposalRow = memo(function ProposalRow({
  point,
  index,
  definition,
  isFrozen,
  entropyBefore,
  largestGain,
  editing,
}: ProposalRowProps) {
  const { id, ordinal, parameters, state, pExcl, entropy, nearest, gain, lnMu } = point;
  const isSelected = editing.selected?.id === id;
  return (
    <tr
      aria-selected={isSelected}
      aria-rowindex={index + 2}
      data-vetoed={state === 'vetoed' || undefined}
      data-busy={editing.busy.has(id) || undefined}
      className={styles.choosable}
      onClick={() => editing.select(isSelected ? null : id)}
    >
      <td data-numeric data-place data-quiet>
        {ordinal}
      </td>
      {definition.parameters.map((parameter) => (
        <td key={parameter.name} data-numeric data-place>
          {formatParameterValue(parameters[parameter.name] ?? null, parameter)}
        </td>
      ))}
      <td>
        <Reason point={point} />
      </td>
      <td data-numeric>{formatProbability(pExcl)}</td>
      {isFrozen ? (
        <>
          <td data-state={state}>
            <Tooltip label={point.failureReason} disabled={state !== 'failed'}>
              <span>{STATE_WORDS[state]}</span>
            </Tooltip>
          </td>
          <td data-numeric>{lnMu === null ? NO_VALUE : formatLimit(Math.exp(lnMu))}</td>
        </>
      ) : (
        <>
          <td data-numeric>{formatEntropy(entropy)}</td>
          <td data-numeric>{nearest === null ? NO_VALUE : formatDecimals(nearest, 2)}</td>
        </>
      )}
      <td data-numeric>
        <Gain gain={gain} entropyBefore={entropyBefore} largest={largestGain} />
      </td>
      <td className={styles.rowActions}>
        <RowActions point={point} editing={editing} isFrozen={isFrozen} />
      </td>
    </tr>
  );
});

function Reason({ point }: { point: BatchDetailPoint }) {
  const { state, rule, isRefill, vetoReason } = point;
  if (state === 'vetoed') {
    return (
      <span className={styles.reason}>
        <IconBan size={13} stroke={1.5} className={styles.vetoed ?? ''} aria-hidden />
        {vetoReason ?? 'vetoed'}
      </span>
    );
  }
  return (
    <span className={styles.reason}>
      <PointGlyph kind={state === 'pinned' ? 'pending' : ruleKind(rule) === 'fill' ? 'disc' : 'proposed'} />
      {ruleText(rule)}
      {isRefill && ', refill'}
    </span>
  );
}

/** The share of the average entropy that the point should take away, and as a bar beside the largest of the batch. */
function Gain({
  gain,
  entropyBefore,
  largest,
}: {
  gain: number | null;
  entropyBefore: number | null;
  largest: number;
}) {
  if (gain === null || entropyBefore === null || entropyBefore === 0) return NO_VALUE;
  const width = largest > 0 ? Math.max(0, gain / largest) : 0;
  return (
    <span className={styles.gain}>
      {formatShare(Math.max(0, gain) / entropyBefore)}
      <span className={styles.gainBar} aria-hidden>
        <span style={{ width: `${100 * width}%` }} />
      </span>
    </span>
  );
}

function RowActions({
  point: { id, ordinal, state },
  editing,
  isFrozen,
}: {
  point: BatchDetailPoint;
  editing: BatchEditing;
  isFrozen: boolean;
}) {
  const isPinned = state === 'pinned';
  const isSettled = state === 'done' || state === 'late' || state === 'failed';
  return (
    // The row's own click selects; its buttons only do what they say.
    // biome-ignore lint/a11y/noStaticElementInteractions: stops clicks, and does nothing itself
    <span className={styles.buttons} onClick={(event) => event.stopPropagation()} onKeyDown={() => {}}>
      {!isFrozen && (
        <Labelled label={isPinned ? 'Release' : 'Pin'} keys="P" reason={editing.whyNot}>
          <ActionIcon
            size={22}
            aria-label={`${isPinned ? 'Release' : 'Pin'} point ${ordinal}`}
            data-pinned={isPinned || undefined}
            onClick={() => (isPinned ? editing.release(id) : editing.pin(id))}
          >
            {isPinned ? <IconPinFilled size={14} /> : <IconPin size={14} stroke={1.4} />}
          </ActionIcon>
        </Labelled>
      )}
      {state === 'vetoed' ? (
        <Labelled label="Take the veto back" keys="V" reason={editing.whyNot}>
          <ActionIcon
            size={22}
            aria-label={`Take the veto of point ${ordinal} back`}
            className={styles.restore ?? ''}
            onClick={() => editing.release(id)}
          >
            <IconArrowBackUp size={15} stroke={1.5} />
          </ActionIcon>
        </Labelled>
      ) : (
        !isSettled && (
          <VetoPopover
            isOpen={editing.vetoing === id}
            ordinal={ordinal}
            onClose={() => editing.askForVeto(null)}
            onVeto={(reason) => editing.veto(id, reason)}
          >
            <Labelled label={isFrozen ? 'Withdraw' : 'Veto'} keys="V" reason={null}>
              <ActionIcon
                size={22}
                aria-label={`${isFrozen ? 'Withdraw' : 'Veto'} point ${ordinal}`}
                disabled={editing.whyNot !== null && !isFrozen}
                onClick={() => editing.askForVeto(id)}
              >
                <IconX size={14} stroke={1.5} />
              </ActionIcon>
            </Labelled>
          </VetoPopover>
        )
      )}
    </span>
  );
}

function Labelled({
  label,
  keys,
  reason,
  children,
}: {
  label: string;
  keys: string;
  reason: string | null;
  children: React.ReactElement<Record<string, unknown>>;
}) {
  if (reason !== null) return <DisabledBecause reason={reason}>{children}</DisabledBecause>;
  return <Tooltip label={`${label}  ${keysText(keys)}`}>{children}</Tooltip>;
}
