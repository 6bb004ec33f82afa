import { z } from 'zod';
import { refineIteration } from '#main/services/iterations/refine-iteration.ts';
import { runFit } from '#main/services/iterations/run-fit.ts';
import { withCompute } from '#main/services/program/with-compute.ts';
import { planFit } from '#main/services/surrogates/plan-fit.ts';
import {
  type FitPlan,
  type FitResult,
  fitPlanSchema,
  fitResultSchema,
} from '#shared/contract/surrogates/fit.ts';
import type { FitSettings } from '#shared/domain/fit-settings.ts';
import { fitWarningText } from '#shared/domain/fit-warning.ts';
import { memoryText } from '#shared/domain/memory-text.ts';
import type { Quantity } from '#shared/domain/quantity.ts';
import { solverBasisText, solverDeclineText, solverReasonText } from '#shared/domain/solver-reason.ts';
import { unfittedText } from '#shared/domain/unfitted-quantity.ts';
import type { AddCommand } from '../add-command.ts';
import {
  addFitOptions,
  fitProgressText,
  fitSettingsOf,
  parseQuantities,
  phaseText,
  refiningText,
} from '../fit-options.ts';
import { changeCampaign, readCampaign } from '../open-campaign.ts';
import { createProgressLine } from '../progress-line.ts';
import { calibrationLine } from '../status-text.ts';
import { printJson } from '../terminal.ts';
import { textTable } from '../text-table.ts';

type Options = Partial<FitSettings> & {
  readonly quantities?: Quantity[];
  readonly plan?: true;
  readonly json?: true;
};

/** `contourist fit FILE [--quantities exp,obs] [--preset …] … [--plan] [--json]` */
export const addFitCommand: AddCommand = (program, terminal) => {
  const command = program
    .command('fit')
    .description('fit the surrogate of every quantity; on changed limits this opens the next iteration')
    .argument('<file>', 'the campaign file')
    .option('--quantities <names>', 'only these quantities, separated by commas', parseQuantities);
  addFitOptions(command)
    .option('--plan', 'fit nothing: say what each solver would need, in operations and memory')
    .option('--json', 'print the result as JSON')
    .action(async (file: string, options: Options) => {
      if (options.plan) {
        const { quantities } = options;
        const settings = fitSettingsOf(options);
        const plans = await readCampaign(terminal, file, (campaign) =>
          planFit(campaign, { quantities, settings }),
        );
        if (options.json) printJson(terminal, z.array(fitPlanSchema).parse(plans).map(planWithTexts));
        else terminal.out(plans.map(describePlan).join(''));
        return;
      }
      const progress = createProgressLine(terminal);
      const result = await changeCampaign(terminal, file, (campaign) =>
        withCompute(async (compute, signal) => {
          const fitted = await runFit(campaign, compute, {
            quantities: options.quantities,
            settings: fitSettingsOf(options),
            signal,
            onProgress: (fit) => progress.show(fitProgressText(fit)),
            onJudging: (judging) => progress.show(phaseText(judging)),
          });
          await refineIteration(campaign, compute, {
            signal,
            onShare: (share) => progress.show(refiningText(share)),
          });
          return fitted;
        }),
      ).finally(() => progress.clear());
      if (options.json) printJson(terminal, jsonOf(fitResultSchema.parse(result)));
      else terminal.out(describe(result));
    });
};

/** The plan with what each solver says in words beside its codes. */
function planWithTexts(plan: FitPlan): object {
  return { ...plan, solvers: plan.solvers.map((solver) => ({ ...solver, text: solverText(solver) })) };
}

function solverText({ basis, whyNot }: FitPlan['solvers'][number]): string {
  if (basis !== null) return solverBasisText(basis);
  return whyNot === null ? '' : solverDeclineText(whyNot);
}

/** The result with the sentence of every warning and of the solver's reason beside its code. */
function jsonOf({ iteration, fits, unfitted }: FitResult): object {
  const withTexts = fits.map((fit) => ({
    ...fit,
    ...('kernel' in fit && {
      solverReason: { ...fit.solverReason, text: solverReasonText(fit.solverReason) },
    }),
    warnings: fit.warnings.map((warning) => ({ ...warning, text: fitWarningText(warning) })),
  }));
  return {
    iteration,
    fits: withTexts,
    unfitted: unfitted.map((each) => ({ ...each, text: unfittedText(each) })),
  };
}

function describe({ iteration, fits, unfitted }: FitResult): string {
  const rows = fits.map((fit) => [
    fit.quantity,
    String(fit.nLow),
    String(fit.nHigh),
    ...('kernel' in fit
      ? [
          fit.negLogL.toFixed(2),
          Object.entries(fit.lengths)
            .map(([name, length]) => `${name} ${length.toPrecision(2)}`)
            .join(', '),
        ]
      : ['–', '–']),
    `${fit.seconds.toFixed(1)} s`,
    'kernel' in fit ? `${fit.engine}, ${fit.solver}` : fit.surrogate.name,
  ]);
  const columns = [
    'quantity',
    'low',
    'high',
    '−log L',
    'length scales (of the unit cube)',
    'time',
    'engine, solver',
  ];
  const table = textTable(
    columns.map((title) => ({ title })),
    rows,
  );
  const warnings = fits.flatMap(({ quantity, warnings }) =>
    warnings.map((warning) => `${quantity}: ${fitWarningText(warning)}\n`),
  );
  const left = unfitted.map((each) => `Not fitted: ${each.quantity}. ${unfittedText(each)}.\n`);
  const reasons = new Set(
    fits.flatMap((fit) =>
      'kernel' in fit ? [`Solver ${fit.solver}: ${solverReasonText(fit.solverReason)}.\n`] : [],
    ),
  );
  const groups = new Set(
    fits.filter(({ together }) => together.length > 1).map(({ together }) => together.join(', ')),
  );
  const sharing = Array.from(
    groups,
    (names) => `One set of hyperparameters: ${names}; the time is of all of them.\n`,
  );
  const calibration = calibrationLine(
    Object.fromEntries(fits.map((fit) => [fit.quantity, 'kernel' in fit ? fit.calibration : 1])),
  );
  return `Iteration ${iteration}\n${table}${[...sharing, ...calibration, ...reasons, ...warnings, ...left].join('')}`;
}

function describePlan({ quantity, nLow, nHigh, solvers, takes, availableBytes }: FitPlan): string {
  const rows = solvers.map((solver) => [
    solver.name,
    solver.operations === null ? '–' : solver.operations.toExponential(1),
    solver.bytes === null ? '–' : memoryText(solver.bytes),
    solverText(solver),
  ]);
  const table = textTable(
    ['solver', 'operations', 'memory', ''].map((title) => ({ title })),
    rows,
  );
  const taken = takes === null ? 'None of them would run' : `It would run ${takes}`;
  return `${quantity}: ${nLow} low, ${nHigh} high\n${table}${taken}; ${memoryText(availableBytes)} may be taken here.\n`;
}
