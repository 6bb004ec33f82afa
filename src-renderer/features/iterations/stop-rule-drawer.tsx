import { Button, NumberInput, Select } from '@mantine/core';
import { useState } from 'react';
import { MathSelect } from '#renderer/components/inputs/math-select.tsx';
import { DisabledBecause } from '#renderer/components/layout/disabled-because.tsx';
import { SideDrawer } from '#renderer/components/layout/side-drawer.tsx';
import { parameterTitle } from '#renderer/components/math/parameter-title.ts';
import { Tex } from '#renderer/components/math/tex.tsx';
import { shownFactor, shownUnit } from '#renderer/components/numbers/energy-unit.ts';
import { whyReadOnly } from '#renderer/queries/campaigns.ts';
import { useMethod } from '#renderer/queries/use-method.ts';
import { useMethodMutation } from '#renderer/queries/use-method-mutation.ts';
import type { CampaignSummary } from '#shared/contract/campaigns/campaigns-methods.ts';
import type { CampaignStatus } from '#shared/contract/iterations/status.ts';
import { METRICS, STOP_METRICS, type StopMetric } from '#shared/domain/metric.ts';
import { QUANTITY_NAMES } from '#shared/domain/quantity.ts';
import { type StopRule, stopRuleSubjects } from '#shared/domain/stop-metric.ts';
import { judgeStop, missingTexts } from '#shared/domain/stop-rule.ts';
import { formatWatched, stateText, watchedValue } from './metric-texts.ts';
import styles from './progress.module.css';

interface StopRuleDrawerProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly summary: CampaignSummary;
  readonly status: CampaignStatus;
}

const USUAL_RULE: StopRule = { metric: 'uncertain90', below: 0.05, for: 2 };

/** The rule by which the campaign is sharp enough. It recommends; the analyst decides. */
export function StopRuleDrawer(props: StopRuleDrawerProps) {
  // A rule that is thought of and not saved is forgotten with the drawer.
  return props.isOpen ? <RuleEditor {...props} /> : null;
}

const EVERYTHING = 'everything';

function RuleEditor({ isOpen, onClose, summary, status }: StopRuleDrawerProps) {
  const { campaignId, definition } = summary;
  const [rule, setRule] = useState<StopRule>(definition.stop ?? USUAL_RULE);
  const edit = useMethodMutation('space.edit', {
    failureTitle: 'The stop rule could not be changed',
    onSuccess: onClose,
  });
  const { stop: _, ...withoutRule } = definition;
  const whyNot = whyReadOnly(summary);
  const subjects = stopRuleSubjects(rule.metric, definition);
  const parameter = definition.parameters.find(({ name }) => name === rule.of);
  const factor = shownFactor(parameter?.unit);
  const chooseMetric = (metric: StopMetric) => {
    const { of, ...rest } = rule;
    const stays = of !== undefined && stopRuleSubjects(metric, definition).includes(of);
    setRule({ ...rest, metric, ...(stays && { of }) });
  };
  const chooseSubject = (subject: string) => {
    const { of: __, ...rest } = rule;
    setRule(subject === EVERYTHING ? rest : { ...rest, of: subject });
  };
  return (
    <SideDrawer
      isOpen={isOpen}
      onClose={onClose}
      title="Stop rule"
      width={460}
      footer={
        <div className={styles.drawerButtons}>
          {definition.stop !== undefined && (
            <DisabledBecause reason={whyNot}>
              <Button
                loading={edit.isPending}
                onClick={() => edit.mutate({ campaignId, definition: withoutRule })}
              >
                Remove rule
              </Button>
            </DisabledBecause>
          )}
          <span className={styles.gap} />
          <Button onClick={onClose}>Cancel</Button>
          <DisabledBecause reason={whyNot ?? (rule.below > 0 ? null : 'The threshold has to be above 0')}>
            <Button
              variant="filled"
              loading={edit.isPending}
              onClick={() => edit.mutate({ campaignId, definition: { ...withoutRule, stop: rule } })}
            >
              Save rule
            </Button>
          </DisabledBecause>
        </div>
      }
    >
      <div className={styles.ruleForm}>
        <Select
          label="The contour is sharp enough when this"
          data={STOP_METRICS.map((value) => ({ value, label: METRICS[value].name }))}
          value={rule.metric}
          onChange={(value) => value !== null && chooseMetric(value as StopMetric)}
        />
        <MathSelect
          label="of"
          value={rule.of ?? EVERYTHING}
          choices={[
            {
              value: EVERYTHING,
              label: definition.contour.length === 1 ? 'the contour' : 'all contours, on average',
            },
            ...subjects.map((subject) => ({ value: subject, label: subjectLabel(subject, summary) })),
          ]}
          onChange={chooseSubject}
        />
        <NumberInput
          label="is below"
          value={rule.below * factor}
          min={0}
          decimalScale={6}
          suffix={` ${parameter === undefined ? (METRICS[rule.metric].unit ?? '') : (shownUnit(parameter.unit)?.unit ?? parameter.unit ?? '')}`}
          onChange={(value) => setRule({ ...rule, below: Number(value) / factor })}
        />
        <NumberInput
          label="for so many iterations running"
          value={rule.for}
          min={1}
          max={99}
          allowDecimal={false}
          onChange={(value) => setRule({ ...rule, for: Math.max(1, Number(value)) })}
        />
        <RulePreview rule={rule} summary={summary} status={status} />
      </div>
    </SideDrawer>
  );
}

function subjectLabel(subject: string, { definition }: CampaignSummary): string {
  const parameter = definition.parameters.find(({ name }) => name === subject);
  if (parameter !== undefined) return parameterTitle(parameter);
  return QUANTITY_NAMES[subject as keyof typeof QUANTITY_NAMES];
}

/** What the numbers say by themselves. */
const NOTHING_MISSING = { missing: [], side: null };

/** What the rule would say now, and what it would have said before. */
function RulePreview({
  rule,
  summary,
  status,
}: { rule: StopRule } & Pick<StopRuleDrawerProps, 'summary' | 'status'>) {
  const { definition } = summary;
  const history = status.iterations.map(({ iteration, judgedBy, ...judged }) => {
    return { iteration, judgedBy, value: watchedValue({ iteration, judgedBy, ...judged }, rule) };
  });
  const latest = history.at(-1)?.value ?? null;
  // The numbers are here already, so that the answer follows the keys; the evidence comes a moment later.
  const { met, holds } = judgeStop(rule, history, NOTHING_MISSING);
  const judged = useMethod(
    'progress.judgeRule',
    rule.below > 0 ? { campaignId: summary.campaignId, rule } : null,
  );
  const missing = judged.data ? missingTexts(judged.data) : [];
  return (
    <section className={styles.preview} aria-live="polite" aria-label="What it says now">
      <p>
        {latest === null ? (
          'No iteration has this number yet.'
        ) : (
          <Tex>{`${stateText(latest, rule, definition)}.`}</Tex>
        )}{' '}
        {met
          ? missing.length === 0
            ? 'By this rule the contour is sharp enough now.'
            : 'By this rule it would be sharp enough, but the evidence is missing.'
          : `By this rule it is not sharp enough yet: it holds for ${Math.min(holds, rule.for)} of ${rule.for}.`}
      </p>
      {missing.length > 0 && (
        <>
          <p>The evidence that it lacks:</p>
          <ul className={styles.lacking}>
            {missing.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </>
      )}
      <ol className={styles.history}>
        {history.map(({ iteration, value }) => {
          return (
            <li key={iteration} data-holds={(value !== null && value < rule.below) || undefined}>
              <span>iteration {iteration}</span>
              <span className="tabular">{value === null ? '–' : formatWatched(value, rule, definition)}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
