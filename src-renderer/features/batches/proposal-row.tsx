import { IconArrowBackUp, IconBan, IconPin, IconPinFilled, IconX } from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import { PointGlyph, type PointGlyphKind } from '#renderer/components/glyphs/point-glyph.tsx';
import { formatDecimals, NO_VALUE } from '#renderer/components/numbers/format-number.ts';
import {
  formatEntropy,
  formatLimit,
  formatParameterValue,
  formatProbability,
  formatShare,
} from '#renderer/components/numbers/format-quantity.ts';
import { keysText } from '#renderer/components/shortcuts/keys.tsx';
import type { BatchDetailPoint } from '#shared/contract/batches/batches-methods.ts';
import { failureText } from '#shared/domain/batch-reason.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { type MarkShape, markShape, ruleText } from './acquisition-texts.ts';
import styles from './batches.module.css';
import { STATE_WORDS } from './state-words.ts';
import type { PointActions } from './use-batch-editing.ts';
import { VetoPopover } from './veto-popover.tsx';

interface ProposalRowProps {
  readonly point: BatchDetailPoint;
  readonly index: number;
  readonly definition: CampaignDefinition;
  readonly isFrozen: boolean;
  readonly entropyBefore: number | null;
  readonly largestGain: number;
  readonly isSelected: boolean;
  /** Whether a change of it is under way. */
  readonly isBusy: boolean;
  /** Whether the reason for its veto is being asked. */
  readonly isVetoing: boolean;
  /** Why the batch cannot be shaped; null where it can. */
  readonly whyNot: string | null;
  readonly actions: PointActions;
}

/** A point of the batch. It is drawn again only when something of its own has changed: there may be thousands. */
export const ProposalRow = memo(function ProposalRow({
  point,
  index,
  definition,
  isFrozen,
  entropyBefore,
  largestGain,
  isSelected,
  isBusy,
  isVetoing,
  whyNot,
  actions,
}: ProposalRowProps) {
  const { id, ordinal, parameters, measured, state, pExcl, entropy, nearest, gain, y } = point;
  return (
    <tr
      aria-selected={isSelected}
      aria-rowindex={index + 2}
      data-vetoed={state === 'vetoed' || undefined}
      data-busy={isBusy || undefined}
      className={styles.choosable}
      onClick={() => actions.toggle(id)}
    >
      <td data-numeric data-place data-quiet>
        {ordinal}
      </td>
      {definition.parameters.map((parameter) => (
        <td key={parameter.name} data-numeric data-place>
          <Place
            asked={parameters[parameter.name] ?? null}
            measured={measured?.[parameter.name] ?? null}
            parameter={parameter}
          />
        </td>
      ))}
      <td>
        <Reason point={point} />
      </td>
      <td data-numeric>{formatProbability(pExcl)}</td>
      {isFrozen ? (
        <>
          <td data-state={state}>
            <span
              title={state === 'failed' && point.failureReason ? failureText(point.failureReason) : undefined}
            >
              {STATE_WORDS[state]}
            </span>
          </td>
          <td data-numeric>{y === null ? NO_VALUE : formatLimit(Math.exp(y))}</td>
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
        <RowActions
          point={point}
          isFrozen={isFrozen}
          isVetoing={isVetoing}
          whyNot={whyNot}
          actions={actions}
        />
      </td>
    </tr>
  );
});

/** A parameter as it was asked for, and as it was measured where that is another number. */
function Place({
  asked,
  measured,
  parameter,
}: {
  asked: number | null;
  measured: number | null;
  parameter: CampaignDefinition['parameters'][number];
}) {
  const text = formatParameterValue(asked, parameter);
  if (measured === null || measured === asked) return text;
  const measuredText = formatParameterValue(measured, parameter);
  const title = `measured at ${measured}, asked for ${asked}`;
  if (measuredText === text) return <span title={title}>{text}</span>;
  return (
    <span title={title}>
      {text}
      <span className={styles.measured}>{measuredText}</span>
    </span>
  );
}

/** The mark that a point has on the map, in small. */
const GLYPHS: Readonly<Record<MarkShape, PointGlyphKind>> = {
  diamond: 'proposed',
  circle: 'disc',
  triangle: 'hand',
};

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
      <PointGlyph kind={GLYPHS[markShape(rule)]} isFilled={state === 'pinned'} />
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
  isFrozen,
  isVetoing,
  whyNot,
  actions,
}: Pick<ProposalRowProps, 'point' | 'isFrozen' | 'isVetoing' | 'whyNot' | 'actions'>) {
  const isPinned = state === 'pinned';
  const isSettled = state === 'done' || state === 'late' || state === 'failed';
  return (
    // The row's own click selects; its buttons only do what they say.
    // biome-ignore lint/a11y/noStaticElementInteractions: stops clicks, and does nothing itself
    <span className={styles.buttons} onClick={(event) => event.stopPropagation()} onKeyDown={() => {}}>
      {!isFrozen && (
        <RowButton
          name={`${isPinned ? 'Release' : 'Pin'} point ${ordinal}`}
          keys="P"
          whyNot={whyNot}
          {...(isPinned && { tone: 'accent' })}
          onClick={() => (isPinned ? actions.release(id) : actions.pin(id))}
        >
          {isPinned ? <IconPinFilled size={14} /> : <IconPin size={14} stroke={1.4} />}
        </RowButton>
      )}
      {state === 'vetoed' ? (
        <RowButton
          name={`Take the veto of point ${ordinal} back`}
          keys="V"
          whyNot={whyNot}
          tone="bad"
          onClick={() => actions.release(id)}
        >
          <IconArrowBackUp size={15} stroke={1.5} />
        </RowButton>
      ) : (
        !isSettled && (
          <RowButton
            name={`${isFrozen ? 'Withdraw' : 'Veto'} point ${ordinal}`}
            keys="V"
            whyNot={isFrozen ? null : whyNot}
            onClick={() => actions.askForVeto(id)}
          >
            <IconX size={14} stroke={1.5} />
          </RowButton>
        )
      )}
      {isVetoing && (
        <VetoPopover
          ordinal={ordinal}
          onClose={() => actions.askForVeto(null)}
          onVeto={(reason) => actions.veto(id, reason)}
        />
      )}
    </span>
  );
}

interface RowButtonProps {
  readonly name: string;
  readonly keys: string;
  /** Why it cannot be pressed; null where it can. */
  readonly whyNot: string | null;
  readonly tone?: 'accent' | 'bad';
  readonly onClick: () => void;
  readonly children: ReactNode;
}

/** A button of which every row has two: plain, so that thousands of rows scroll. */
function RowButton({ name, keys, whyNot, tone, onClick, children }: RowButtonProps) {
  return (
    <button
      type="button"
      className={styles.rowButton}
      aria-label={name}
      title={whyNot ?? `${name}  ${keysText(keys)}`}
      aria-disabled={whyNot !== null}
      data-tone={tone}
      onClick={() => whyNot === null && onClick()}
    >
      {children}
    </button>
  );
}
