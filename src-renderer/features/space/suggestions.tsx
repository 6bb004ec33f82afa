import { Button } from '@mantine/core';
import { IconWand } from '@tabler/icons-react';
import { FormulaHelp } from '#renderer/components/help/formula-help.tsx';
import { DisabledBecause } from '#renderer/components/layout/disabled-because.tsx';
import { expressionTex } from '#renderer/components/math/expression-tex.ts';
import type { NamedParameter } from '#renderer/components/math/parameter-title.ts';
import { Tex } from '#renderer/components/math/tex.tsx';
import { formatCount, formatDecimals } from '#renderer/components/numbers/format-number.ts';
import tableStyles from '#renderer/components/tables/data-table.module.css';
import { useJobs, useRunningJob } from '#renderer/queries/jobs.ts';
import { useMethodMutation } from '#renderer/queries/use-method-mutation.ts';
import { type CoordinateScore, suggestedCoordinatesSchema } from '#shared/contract/space/space-methods.ts';
import { jobTitle } from '#shared/domain/job-work.ts';
import { QUANTITY_NAMES } from '#shared/domain/quantity.ts';
import styles from './space.module.css';

interface SuggestionsProps {
  readonly campaignId: string;
  readonly parameters: readonly NamedParameter[];
  /** Why coordinates cannot be taken; null where they can. */
  readonly whyNot: string | null;
  /** Puts coordinates into the form; none for the parameters themselves. */
  readonly onTake: (coordinates: readonly string[]) => void;
}

/** The best are enough to choose from. */
const SHOWN = 8;

/** Coordinates that the parameters' units suggest, by how well a fit with them predicts each limit. */
export function Suggestions({ campaignId, parameters, whyNot, onTake }: SuggestionsProps) {
  const jobs = useJobs(campaignId).filter(({ kind }) => kind === 'suggest-coordinates');
  const running = useRunningJob(campaignId);
  const start = useMethodMutation('space.suggestCoordinates', {
    failureTitle: 'The coordinates could not be tried',
  });
  const done = jobs.findLast(({ state }) => state === 'done');
  const result = suggestedCoordinatesSchema.safeParse(done?.result);
  return (
    <>
      <div className={styles.stop}>
        <DisabledBecause reason={running === undefined ? null : `${jobTitle(running.work)} is still running`}>
          <Button leftSection={<IconWand />} onClick={() => start.mutate({ campaignId })}>
            Suggest coordinates
          </Button>
        </DisabledBecause>
        <FormulaHelp name="coordinateScore" />
      </div>
      {result.success && (
        <>
          <p className={styles.small}>
            By how well a fit of the {QUANTITY_NAMES[result.data.quantity]} limit predicts each of{' '}
            {formatCount(result.data.points)} limits
            {result.data.ofPoints > result.data.points && ` out of ${formatCount(result.data.ofPoints)}`} from
            the others.
          </p>
          <table className={`${tableStyles.table} ${styles.suggestions}`}>
            <thead>
              <tr>
                <th>Coordinates</th>
                <th data-numeric>Gain per limit [nat]</th>
                <th aria-label="Take them" />
              </tr>
            </thead>
            <tbody>
              {shownScores(result.data.scores).map((score) => (
                <tr key={JSON.stringify(score.coordinates)} aria-selected={score.isCurrent || undefined}>
                  <td>
                    <Tex>{coordinatesText(score, parameters)}</Tex>
                  </td>
                  <td data-numeric>{gainText(score)}</td>
                  <td data-numeric>
                    {score.isCurrent ? (
                      <span className={styles.quiet}>in use</span>
                    ) : (
                      <DisabledBecause reason={whyNot}>
                        <Button
                          size="compact-sm"
                          aria-label={`Use ${score.coordinates?.join(', ') ?? 'the parameters'}`}
                          onClick={() => onTake(score.coordinates ?? [])}
                        >
                          Use
                        </Button>
                      </DisabledBecause>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </>
  );
}

/** The best, and always what is in use and the plain parameters. */
function shownScores(scores: readonly CoordinateScore[]): CoordinateScore[] {
  return scores.filter(
    ({ isCurrent, coordinates }, index) => index < SHOWN || isCurrent || coordinates === null,
  );
}

function coordinatesText({ coordinates }: CoordinateScore, parameters: readonly NamedParameter[]): string {
  if (coordinates === null) return 'the parameters on their scales';
  return coordinates.map((text) => `$${expressionTex(text, parameters)}$`).join(',\u2002');
}

function gainText({ coordinates, gain, gainError }: CoordinateScore): string {
  if (coordinates === null) return '0';
  const sign = gain > 0 ? '+' : '';
  return `${sign}${formatDecimals(gain, 2)} ± ${formatDecimals(gainError, 2)}`;
}
