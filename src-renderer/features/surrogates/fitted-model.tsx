import type { UseQueryResult } from '@tanstack/react-query';
import { Panel } from '#renderer/components/layout/panel.tsx';
import { Tex } from '#renderer/components/math/tex.tsx';
import { formatDecimals } from '#renderer/components/numbers/format-number.ts';
import { QueryState } from '#renderer/components/states/query-state.tsx';
import type { Job } from '#shared/contract/program/program-methods.ts';
import type {
  DiagnosisReport,
  FittedQuantityReport,
} from '#shared/contract/surrogates/surrogates-methods.ts';
import { jobTitle } from '#shared/domain/job-work.ts';
import { CalibrationPanel, FidelitiesPanel, LeftOutPanel } from './diagnosis-panels.tsx';
import { FitPanel } from './fit-panel.tsx';
import { HyperparameterTable } from './hyperparameter-table.tsx';
import styles from './model.module.css';
import { ModelNotes } from './model-notes.tsx';
import { type NoteActions, notesOfFit } from './notes-of-fit.ts';

interface FittedModelProps {
  readonly fit: FittedQuantityReport;
  readonly diagnosis: UseQueryResult<DiagnosisReport, Error>;
  readonly running: Job | undefined;
  readonly labelOf: (name: string) => string;
  readonly actions: NoteActions;
}

/** One quantity's fit: its notes, hyperparameters and search above, whether to trust it below. */
export function FittedModel({ fit, diagnosis, running, labelOf, actions }: FittedModelProps) {
  const live = running?.kind === 'fit' ? liveTrace(running) : undefined;
  const { report } = fit;
  const { together } = report;
  const end = 'kernel' in report && !report.converged ? 'stopped before it converged' : 'converged';
  const state = together.length > 1 ? `sum of ${together.length} quantities, ${end}` : end;
  return (
    <div className={styles.model}>
      <ModelNotes notes={notesOfFit(fit, diagnosis.data, actions)} />
      <div className={styles.upper}>
        <Panel
          title={'kernel' in report ? 'Hyperparameters' : 'What was fitted'}
          help="kernel"
          value={
            'kernel' in report ? (
              <Tex>{`$-\\log L$ = ${formatDecimals(report.negLogL, 1)}`}</Tex>
            ) : (
              report.surrogate.name
            )
          }
        >
          <HyperparameterTable hyperparameters={fit.hyperparameters} labelOf={labelOf} />
        </Panel>
        {live || fit.trace ? (
          <FitPanel
            trace={live ?? fit.trace ?? []}
            state={live && running ? jobTitle(running.work).toLowerCase() : state}
          />
        ) : (
          <Panel title="Fit" help="likelihood">
            <p className={styles.caption}>
              This surrogate searches nothing: it has no likelihood and no way down to show.
            </p>
          </Panel>
        )}
      </div>
      <QueryState
        query={diagnosis}
        loading="Leaving points out one by one"
        failed="The fit could not be looked at"
      >
        {(found) => (
          <div className={styles.lower}>
            <LeftOutPanel diagnosis={found} />
            <CalibrationPanel diagnosis={found} />
            <FidelitiesPanel diagnosis={found} />
          </div>
        )}
      </QueryState>
    </div>
  );
}

/** The search of the quantity that is being fitted now. */
function liveTrace({ trace }: Job): number[] {
  const quantity = trace.at(-1)?.quantity;
  return trace.filter((step) => step.quantity === quantity).map(({ value }) => value);
}
