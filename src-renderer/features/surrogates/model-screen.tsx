import { Button, SegmentedControl } from '@mantine/core';
import { IconHistory, IconPlayerPlayFilled, IconWaveSine } from '@tabler/icons-react';
import { useState } from 'react';
import { capitalised } from '#renderer/components/capitalised.ts';
import { Screen } from '#renderer/components/layout/screen.tsx';
import { SideColumn } from '#renderer/components/layout/side-column.tsx';
import { Toolbar } from '#renderer/components/layout/toolbar.tsx';
import { expressionTex } from '#renderer/components/math/expression-tex.ts';
import { parameterTitle } from '#renderer/components/math/parameter-title.ts';
import { formatCounted } from '#renderer/components/numbers/format-number.ts';
import { formatDuration } from '#renderer/components/numbers/format-time.ts';
import { Keys } from '#renderer/components/shortcuts/keys.tsx';
import { useShortcut } from '#renderer/components/shortcuts/shortcut-registry.ts';
import { EmptyState } from '#renderer/components/states/empty-state.tsx';
import { QueryState } from '#renderer/components/states/query-state.tsx';
import { useCampaignSummary } from '#renderer/queries/campaigns.ts';
import { useRunningJob } from '#renderer/queries/jobs.ts';
import { useMethod } from '#renderer/queries/use-method.ts';
import { useMethodMutation } from '#renderer/queries/use-method-mutation.ts';
import type { CampaignScreenProps } from '#renderer/state/campaign-screen.ts';
import { navigate } from '#renderer/state/navigation.ts';
import type { CampaignSummary } from '#shared/contract/campaigns/campaigns-methods.ts';
import type { FittedQuantityReport, ModelReport } from '#shared/contract/surrogates/surrogates-methods.ts';
import type { FitSettings } from '#shared/domain/fit-settings.ts';
import { jobTitle } from '#shared/domain/job-work.ts';
import { QUANTITY_NAMES, type Quantity } from '#shared/domain/quantity.ts';
import { solverReasonText } from '#shared/domain/solver-reason.ts';
import { CompareFits } from './compare-fits.tsx';
import { CoordinatesPanel } from './coordinates-panel.tsx';
import { Effects } from './effects.tsx';
import { FittedModel } from './fitted-model.tsx';
import { SettingsForm } from './settings-form.tsx';

/** The surrogate: its settings, what the fit found, and whether it can be trusted. */
export default function ModelScreen({ campaignId }: CampaignScreenProps) {
  const summary = useCampaignSummary(campaignId);
  const model = useMethod('model.read', { campaignId });
  return (
    <QueryState query={summary} loading="Reading the campaign" failed="The campaign could not be read">
      {(campaign) => (
        <QueryState query={model} loading="Reading the fits" failed="The fits could not be read">
          {(report) => <Model campaign={campaign} model={report} />}
        </QueryState>
      )}
    </QueryState>
  );
}

function Model({ campaign, model }: { campaign: CampaignSummary; model: ModelReport }) {
  const { campaignId, definition, readOnly, counts } = campaign;
  const [draft, setDraft] = useState<FitSettings | null>(null);
  const [chosen, setChosen] = useState<readonly Quantity[]>(definition.quantities);
  const [shown, setShown] = useState<Quantity | null>(null);
  const [isComparing, setComparing] = useState(false);
  const start = useMethodMutation('fit.start', { failureTitle: 'The fit could not be started' });
  const running = useRunningJob(campaignId);
  const settings = draft ?? model.settings;
  const fit = model.fits.find(({ report }) => report.quantity === shown) ?? model.fits[0];
  const diagnosis = useMethod(
    'model.diagnose',
    fit === undefined ? null : { campaignId, quantity: fit.report.quantity },
  );
  const canFit = readOnly === null && running === undefined && counts.fitted > 1;
  const fitWith = (wanted: FitSettings) =>
    start.mutate({ campaignId, settings: wanted, quantities: [...chosen] });
  const suggest = () => navigate({ campaignId, screen: 'space' });
  useShortcut({
    label: 'Fit',
    group: 'Model',
    keys: ['F'],
    isEnabled: canFit,
    run: () => fitWith(settings),
  });
  const labelOf = (name: string) => {
    const parameter = definition.parameters.find((candidate) => candidate.name === name);
    return parameter ? parameterTitle(parameter, false) : `$${expressionTex(name, definition.parameters)}$`;
  };

  const toolbar = (
    <Toolbar
      actions={
        <>
          <Button
            leftSection={<IconHistory />}
            disabled={model.history.length === 0}
            onClick={() => setComparing(true)}
          >
            Compare fits
          </Button>
          <Button
            variant="filled"
            leftSection={<IconPlayerPlayFilled />}
            rightSection={<Keys keys="F" />}
            disabled={!canFit}
            onClick={() => fitWith(settings)}
          >
            {model.iteration === 0 ? 'Fit' : 'Fit again'}
          </Button>
        </>
      }
    >
      {model.fits.length > 0 && (
        <SegmentedControl
          aria-label="Quantity"
          data={model.fits.map(({ report }) => ({
            value: report.quantity,
            label: shortName(report.quantity),
          }))}
          value={fit?.report.quantity ?? ''}
          onChange={(value) => setShown(value as Quantity)}
        />
      )}
      {fit && (
        <FitSummary
          fit={fit}
          iteration={model.iteration}
          isStale={model.isStale}
          unfitted={definition.quantities.filter((quantity) =>
            model.fits.every(({ report }) => report.quantity !== quantity),
          )}
        />
      )}
    </Toolbar>
  );

  return (
    <Screen toolbar={toolbar}>
      <SideColumn name="Model settings" width={252} side="left">
        <SettingsForm
          settings={settings}
          chosen={chosen}
          all={definition.quantities}
          presets={model.presets}
          surrogates={model.surrogates}
          isReadOnly={readOnly !== null}
          onChange={setDraft}
          onChoose={setChosen}
        />
        <CoordinatesPanel definition={definition} labelOf={labelOf} onSuggest={suggest} />
        {fit && (
          <Effects
            effects={diagnosis.data?.effects}
            of={fit.report.surrogate.gives.lnMu ? 'ln μ' : 'p_excl'}
            labelOf={labelOf}
          />
        )}
      </SideColumn>
      {fit ? (
        <FittedModel
          fit={fit}
          diagnosis={diagnosis}
          running={running}
          labelOf={labelOf}
          actions={{ suggestCoordinates: suggest, fitWith: (part) => fitWith({ ...settings, ...part }) }}
        />
      ) : (
        <EmptyState
          icon={<IconWaveSine size={28} stroke={1.4} />}
          title={running ? jobTitle(running.work) : 'Not fitted yet'}
          actions={
            counts.fitted > 1 ? (
              <Button variant="filled" disabled={!canFit} onClick={() => fitWith(settings)}>
                Fit {formatCounted(counts.fitted, 'point')}
              </Button>
            ) : (
              <Button variant="filled" onClick={() => navigate({ campaignId, screen: 'limits' })}>
                Import limits
              </Button>
            )
          }
        >
          {counts.fitted > 1
            ? 'The fit learns how the limit on μ varies over the space, and how sure it can be.'
            : 'A fit needs limits at two points or more; ten give a first picture.'}
        </EmptyState>
      )}
      <CompareFits history={model.history} isOpen={isComparing} onClose={() => setComparing(false)} />
    </Screen>
  );
}

function FitSummary({
  fit: { report },
  iteration,
  isStale,
  unfitted,
}: {
  fit: FittedQuantityReport;
  iteration: number;
  isStale: boolean;
  /** Quantities of the campaign without a fit. */
  unfitted: readonly Quantity[];
}) {
  const missing = unfitted.length === 0 ? '' : `; not fitted: ${unfitted.map(shortName).join(', ')}`;
  const points = formatCounted(report.nLow + report.nHigh, 'point');
  if (!('kernel' in report)) {
    return (
      <span>
        Fit of iteration {iteration}, {points}, by {report.surrogate.name}
        {isStale ? '; the data have changed since' : ''}
        {missing}
      </span>
    );
  }
  const shared = report.together.length > 1 ? ` for ${report.together.length} quantities together` : '';
  const stale = isStale ? '; the data have changed since' : '';
  return (
    <span>
      Fit of iteration {iteration}, {points}, {formatCounted(report.evaluations, 'evaluation')} in{' '}
      {formatDuration(report.seconds)},{' '}
      <span title={solverReasonText(report.solverReason)}>{report.solver} solver</span> on {report.engine}
      {shared}
      {stale}
      {missing}
    </span>
  );
}

/** `Expected`, `+1σ`: the band's edges by their sign alone. */
function shortName(quantity: Quantity): string {
  const name = QUANTITY_NAMES[quantity];
  const edge = name.match(/[+−]\dσ/)?.[0];
  return edge ?? capitalised(name);
}
