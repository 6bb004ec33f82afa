import { Button, FileButton, TextInput } from '@mantine/core';
import { IconFileExport, IconFileImport } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { draftOf } from '#renderer/components/definition/definition-draft.ts';
import { ParametersTable } from '#renderer/components/definition/parameters-table.tsx';
import { QuantitiesField } from '#renderer/components/definition/quantities-field.tsx';
import type { FormulaName } from '#renderer/components/help/formulas.ts';
import { Panel } from '#renderer/components/layout/panel.tsx';
import { Screen } from '#renderer/components/layout/screen.tsx';
import { SideColumn } from '#renderer/components/layout/side-column.tsx';
import { Toolbar } from '#renderer/components/layout/toolbar.tsx';
import { notifyFailure } from '#renderer/components/notices/notify.tsx';
import { formatCounted } from '#renderer/components/numbers/format-number.ts';
import { QueryState } from '#renderer/components/states/query-state.tsx';
import { useHost } from '#renderer/host/surroundings-provider.tsx';
import { useCampaignSummary, whyReadOnly } from '#renderer/queries/campaigns.ts';
import { useMethodMutation } from '#renderer/queries/use-method-mutation.ts';
import type { CampaignScreenProps } from '#renderer/state/campaign-screen.ts';
import { useSetStatusText } from '#renderer/state/status-text.ts';
import type { CampaignSummary } from '#shared/contract/campaigns/campaigns-methods.ts';
import { campaignToYaml, parseCampaignYaml } from '#shared/domain/campaign-yaml.ts';
import { outsideTallyText } from '#shared/domain/outside-tally.ts';
import { ChangesPanel } from './changes-panel.tsx';
import { ExpressionLines } from './expression-lines.tsx';
import { FixedValues } from './fixed-values.tsx';
import { shareText } from './share-text.ts';
import styles from './space.module.css';
import { SpaceFacts } from './space-facts.tsx';
import { StopRuleField } from './stop-rule-field.tsx';
import { Suggestions } from './suggestions.tsx';
import { useSpaceDraft } from './use-space-draft.ts';

/** What the campaign explores and asks: parameters, constraints, the GP's coordinates, limits, stop rule. */
export default function SpaceScreen({ campaignId }: CampaignScreenProps) {
  const summary = useCampaignSummary(campaignId);
  return (
    <QueryState query={summary} loading="Reading the campaign" failed="The campaign could not be read">
      {(campaign) => <Space campaign={campaign} />}
    </QueryState>
  );
}

function Space({ campaign }: { campaign: CampaignSummary }) {
  const { campaignId, definition, readOnly, counts } = campaign;
  const { form, draft, reading, isChanged, measure, edit, editError, discard } = useSpaceDraft(
    campaignId,
    definition,
  );
  const apply = useMethodMutation('space.edit', { failureTitle: 'The changes could not be applied' });
  useSetStatusText(formatCounted(definition.parameters.length, 'free parameter'));

  const { problems } = reading;
  const isDisabled = readOnly !== null;
  const whyNot = whyReadOnly(campaign);
  const hasPoints = counts.fitted + counts.test + counts.excluded + counts.outside > 0;
  const lines = { form, draft, problems, isDisabled };
  const shares = problems.length === 0 ? (measure?.constraints ?? []) : [];
  return (
    <Screen
      toolbar={
        <Toolbar actions={<YamlButtons campaign={campaign} onRead={(read) => form.reset(read)} />}>
          <span className={styles.quiet}>
            {isDisabled
              ? 'Read-only'
              : 'Bounds, constraints and coordinates can change at any time; no point is lost'}
          </span>
        </Toolbar>
      }
    >
      <form className={styles.form} onSubmit={(event) => event.preventDefault()}>
        <Section title="Campaign">
          <TextInput
            {...form.register('name')}
            className={styles.name ?? ''}
            aria-label="Name of the campaign"
            disabled={isDisabled}
            error={problems.find(({ field }) => field === 'name')?.message}
          />
        </Section>
        <Section title="Free parameters" value="all points are values of these, so none can come or go">
          <ParametersTable form={form} hasFreeNames={false} isDisabled={isDisabled} />
        </Section>
        <Section title="Fixed values" value="recorded, usable in expressions, never modelled">
          <FixedValues
            form={form}
            problems={problems}
            whyNot={
              whyNot ??
              (hasPoints && draft.fixed.length === 0
                ? 'None. There are points already, so that none can be added.'
                : hasPoints
                  ? 'The points were found at these values: for others make a new campaign.'
                  : null)
            }
          />
        </Section>
        <Section title="Constraints" value="comparisons that every point must satisfy">
          <ExpressionLines
            {...lines}
            list="constraints"
            word="constraint"
            placeholder="m_dm < 0.5 * m_zp"
            remarks={shares.map((share) => `leaves ${shareText(share)}`)}
          />
        </Section>
        {counts.outside > 0 && (
          <p className={styles.small}>
            {`${formatCounted(counts.outside, 'point')} outside the space (kept, not fitted): ${outsideTallyText(counts.outsideBy)}.`}
          </p>
        )}
        <Section title="Model coordinates" help="coordinates">
          <p className={styles.small}>
            {draft.coordinates.length === 0
              ? 'The Gaussian process sees the parameters on their scales. Expressions in their place can make it learn faster.'
              : 'The Gaussian process sees these instead of the parameters. Bounds, batches, files and plots stay in parameters.'}
          </p>
          <ExpressionLines
            {...lines}
            list="coordinates"
            word="coordinate"
            placeholder="ln(m_nlsp - m_lsp + 1)"
            remarks={[]}
          />
          <Suggestions
            campaignId={campaignId}
            parameters={draft.parameters}
            whyNot={whyNot}
            onTake={(coordinates) =>
              form.setValue(
                'coordinates',
                coordinates.map((text) => ({ text })),
                { shouldDirty: true, shouldValidate: true },
              )
            }
          />
        </Section>
        <Section title="Limits" help="exclusion">
          <QuantitiesField form={form} isDisabled={isDisabled} />
        </Section>
        <Section title="Stop rule" value="it recommends; you decide">
          <StopRuleField {...lines} />
        </Section>
      </form>
      <SideColumn name="Changes" width={364}>
        {!isDisabled && (
          <ChangesPanel
            isChanged={isChanged}
            problems={problems}
            edit={edit}
            error={editError}
            parameters={draft.parameters}
            isApplying={apply.isPending}
            onApply={() =>
              reading.definition !== null && apply.mutate({ campaignId, definition: reading.definition })
            }
            onDiscard={discard}
          />
        )}
        <SpaceFacts definition={reading.definition ?? definition} measure={measure} />
      </SideColumn>
    </Screen>
  );
}

function Section(props: { title: string; value?: string; help?: FormulaName; children: ReactNode }) {
  const { title, value, help, children } = props;
  return (
    <Panel title={title} {...(value !== undefined && { value })} {...(help !== undefined && { help })}>
      <div className={styles.body}>{children}</div>
    </Panel>
  );
}

/** The definition as a file: out, or in, to be looked at before it is applied. */
function YamlButtons({
  campaign: { definition, readOnly },
  onRead,
}: {
  campaign: CampaignSummary;
  onRead: (draft: ReturnType<typeof draftOf>) => void;
}) {
  const host = useHost();
  const read = async (file: File | null) => {
    if (file === null) return;
    try {
      onRead(draftOf(parseCampaignYaml(await file.text(), file.name)));
    } catch (error) {
      notifyFailure({ title: `${file.name} could not be read`, error });
    }
  };
  const write = () => {
    host
      .saveFile('campaign.yaml', campaignToYaml(definition), 'application/yaml')
      .catch((error: unknown) => notifyFailure({ title: 'campaign.yaml could not be saved', error }));
  };
  return (
    <>
      <FileButton accept=".yaml,.yml,.json" onChange={(file) => void read(file)} disabled={readOnly !== null}>
        {(props) => (
          <Button {...props} leftSection={<IconFileImport />} disabled={readOnly !== null}>
            Read campaign.yaml
          </Button>
        )}
      </FileButton>
      <Button leftSection={<IconFileExport />} onClick={write}>
        Export campaign.yaml
      </Button>
    </>
  );
}
