import { Button, NumberInput, Select, Switch, Tooltip } from '@mantine/core';
import { IconRefresh, IconStack2 } from '@tabler/icons-react';
import { useState } from 'react';
import { DisabledBecause } from '#renderer/components/layout/disabled-because.tsx';
import { ToolbarField } from '#renderer/components/layout/toolbar.tsx';
import { whyReadOnly } from '#renderer/queries/campaigns.ts';
import { useRunningJob } from '#renderer/queries/jobs.ts';
import { useMethodMutation } from '#renderer/queries/use-method-mutation.ts';
import type { BatchSummary } from '#shared/contract/batches/batches-methods.ts';
import type { CampaignSummary } from '#shared/contract/campaigns/campaigns-methods.ts';
import {
  ACQUISITION_METHODS,
  type AcquisitionMethod,
  acquisitionMethodSchema,
  methodsFor,
} from '#shared/domain/acquisition-method.ts';
import { FAILURE_CHOICES, type FailureChoice } from '#shared/domain/failure-region.ts';
import { FIDELITIES, type Fidelity } from '#shared/domain/fidelity.ts';
import { jobTitle } from '#shared/domain/job-work.ts';
import { METHOD_TEXTS } from './acquisition-texts.ts';
import styles from './batches.module.css';

interface ProposeFormProps {
  readonly summary: CampaignSummary;
  /** Newest first. */
  readonly batches: readonly BatchSummary[];
  readonly chosen: BatchSummary | undefined;
  readonly onChoose: (batch: number) => void;
}

const USUAL_SIZE = 20;

/** Which batch is in front, and how the next one is chosen: size, method, fidelity, seed. */
export function ProposeForm({ summary, batches, chosen, onChoose }: ProposeFormProps) {
  const { campaignId } = summary;
  const next = (batches[0]?.number ?? 0) + 1;
  const again = chosen !== undefined && chosen.frozenAt === null ? chosen : null;
  const [size, setSize] = useState<number | string>(chosen?.requested ?? USUAL_SIZE);
  const [method, setMethod] = useState(() => methodOf(chosen, summary));
  const [fidelity, setFidelity] = useState<Fidelity>(chosen?.fidelity ?? 'high');
  const [failures, setFailures] = useState<FailureChoice>(chosen?.failureChoice ?? FAILURE_CHOICES[0]);
  const [seed, setSeed] = useState<number | string>(again?.seed ?? next);
  const job = useRunningJob(campaignId);
  const propose = useMethodMutation('batch.propose', { failureTitle: 'No batch could be proposed' });

  const isSame =
    again !== null &&
    again.seed === seed &&
    again.requested === size &&
    again.method === method &&
    again.fidelity === fidelity &&
    (again.failureChoice ?? FAILURE_CHOICES[0]) === failures &&
    again.iteration === summary.iteration &&
    !summary.isStale;
  const start = () => {
    // The same wish again would bring the same points: another seed brings others.
    const wanted = isSame ? Number(seed) + 1 : Number(seed);
    setSeed(wanted);
    propose.mutate(
      {
        campaignId,
        size: Number(size),
        method,
        fidelity,
        failures,
        seed: wanted,
        again: again?.number ?? null,
      },
      { onSuccess: () => again === null && onChoose(next) },
    );
  };
  const hasFailures = batches.some(({ states }) => (states.failed ?? 0) > 0);
  const readOnly = whyReadOnly(summary);
  const possible = methodsFor(summary.surrogates.map(({ gives }) => gives));
  const isIncomplete = size === '' || seed === '';
  const whyNot =
    readOnly ??
    (job && `${jobTitle(job.work)} is still running`) ??
    (isIncomplete ? 'Size and seed are whole numbers' : null) ??
    (possible.includes(method) ? null : `${surrogateNames(summary)} cannot serve this method`);
  return (
    <>
      {chosen !== undefined && (
        <Select
          aria-label="Batch"
          className={styles.batchSelect ?? ''}
          data={batches.map(({ number }) => ({ value: String(number), label: `Batch ${number}` }))}
          value={String(chosen.number)}
          onChange={(value) => value !== null && onChoose(Number(value))}
        />
      )}
      <ToolbarField label="Points">
        <NumberInput
          className={styles.smallNumber ?? ''}
          value={size}
          onChange={setSize}
          min={1}
          max={10_000}
          allowDecimal={false}
          allowNegative={false}
          disabled={readOnly !== null}
        />
      </ToolbarField>
      <ToolbarField label="Method">
        <Select
          className={styles.methodSelect ?? ''}
          data={ACQUISITION_METHODS.map((value) => ({
            value,
            label: METHOD_TEXTS[value].name,
            disabled: !possible.includes(value),
          }))}
          value={method}
          onChange={(value) => setMethod(acquisitionMethodSchema.parse(value))}
          comboboxProps={{ width: 340, position: 'bottom-start' }}
          renderOption={({ option }) => (
            <div>
              <div>{option.label}</div>
              <div className={styles.optionRemark}>
                {possible.includes(option.value as AcquisitionMethod)
                  ? METHOD_TEXTS[option.value as AcquisitionMethod].description
                  : `${surrogateNames(summary)} gives too little for it`}
              </div>
            </div>
          )}
          disabled={readOnly !== null}
        />
      </ToolbarField>
      <Select
        aria-label="Fidelity"
        className={styles.fidelitySelect ?? ''}
        data={FIDELITIES.map((value) => ({ value, label: `${value} fidelity` }))}
        value={fidelity}
        onChange={(value) => setFidelity(value as Fidelity)}
        disabled={readOnly !== null}
      />
      <ToolbarField label="Seed">
        <NumberInput
          className={styles.smallNumber ?? ''}
          value={seed}
          onChange={setSeed}
          min={0}
          allowDecimal={false}
          allowNegative={false}
          disabled={readOnly !== null}
        />
      </ToolbarField>
      {hasFailures && (
        <Tooltip label="Where failures gather, points count by their chance to succeed" multiline w={240}>
          <Switch
            label="Weigh failures"
            checked={failures === 'weigh'}
            onChange={({ currentTarget }) => setFailures(currentTarget.checked ? 'weigh' : 'ignore')}
            disabled={readOnly !== null}
          />
        </Tooltip>
      )}
      <DisabledBecause reason={whyNot}>
        <Button
          leftSection={again === null ? <IconStack2 /> : <IconRefresh />}
          {...(chosen === undefined && { variant: 'filled' })}
          loading={propose.isPending || job?.kind === 'propose'}
          onClick={start}
        >
          {again !== null
            ? 'Propose again'
            : chosen === undefined
              ? 'Propose batch'
              : `Propose batch ${next}`}
        </Button>
      </DisabledBecause>
    </>
  );
}

/** The surrogates of the contour in words: `k nearest neighbours`. */
function surrogateNames({ surrogates }: CampaignSummary): string {
  return [...new Set(surrogates.map(({ name }) => name))].join(', ');
}

/** The method that the batch was chosen by, which may be that of a newer version of the program. */
function methodOf(batch: BatchSummary | undefined, { surrogates }: CampaignSummary): AcquisitionMethod {
  const parsed = acquisitionMethodSchema.safeParse(batch?.method);
  const possible = methodsFor(surrogates.map(({ gives }) => gives));
  return parsed.success ? parsed.data : (possible[0] ?? ACQUISITION_METHODS[0]);
}
