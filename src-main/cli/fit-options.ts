import { type Command, InvalidArgumentError, Option } from 'commander';
import { z } from 'zod';
import { surrogateTags } from '#main/services/surrogates/list-surrogates.ts';
import { type FitSettings, fitSettings, fitSettingsSchema } from '#shared/domain/fit-settings.ts';
import { QUANTITIES, type Quantity } from '#shared/domain/quantity.ts';
import type { JudgingPhase, ProposalPhase, ShareOfPhase } from '#shared/domain/work-phase.ts';
import { parseSeed } from './option-values.ts';

/** Settings that have their own flag, with what it means. */
const FLAGS: readonly (readonly [Exclude<keyof FitSettings, 'seed' | 'surrogate' | 'options'>, string])[] = [
  ['preset', 'the defaults of all choices below: ours, or those of the paper'],
  ['kernel', 'correlation along an axis'],
  ['lengths', 'one length scale per coordinate, or one for all'],
  ['noise', 'one noise per fidelity, or one for both'],
  ['bias', 'whether the low fidelity may be offset from the high one'],
  ['low', 'the low-fidelity limits, or the high ones alone'],
  ['hyperparameters', 'fitted to each quantity, or one set to all that have the same points'],
  ['difference', 'tasks related by f_high = ρ f_low + δ, or by the matrix κ alone'],
  ['prior', 'priors on lengths, noise and the relation of the tasks, and REML, or plain maximum likelihood'],
  ['calibration', 'standard deviations scaled by the pulls of left-out limits, or as fitted'],
  ['engine', 'what computes'],
  ['solver', 'how the covariance is solved'],
];

/** Adds the flags of a fit to a command. */
export function addFitOptions(command: Command): Command {
  for (const [name, description] of FLAGS) {
    const values = optionsOf(fitSettingsSchema.shape[name]);
    command.addOption(new Option(`--${name} <choice>`, description).choices(values));
  }
  command.addOption(
    new Option('--surrogate <tag>', 'what learns the exclusion from the limits').choices(surrogateTags()),
  );
  return command.addOption(
    new Option('--seed <number>', 'seed of the random starts (default: 1)').argParser(parseSeed),
  );
}

/** The settings that the flags ask for: the preset's, with single choices replaced. */
export function fitSettingsOf(options: Partial<FitSettings>): FitSettings {
  return fitSettings(
    Object.fromEntries(
      Object.keys(fitSettingsSchema.shape).map((name) => [name, options[name as keyof FitSettings]]),
    ),
  );
}

/** `exp,obs` as quantities. */
export function parseQuantities(text: string): Quantity[] {
  return text.split(',').map((name) => {
    const quantity = QUANTITIES.find((known) => known === name.trim());
    if (quantity === undefined) {
      throw new InvalidArgumentError(`"${name}" is no quantity; there are ${QUANTITIES.join(', ')}.`);
    }
    return quantity;
  });
}

function optionsOf(schema: z.ZodEnum | z.ZodDefault<z.ZodEnum>): string[] {
  return (schema instanceof z.ZodDefault ? schema.unwrap() : schema).options.map(String);
}

/** A fit in progress, in a line. */
export function fitProgressText({ quantities, share, search }: RunningFit): string {
  const at =
    search === null
      ? ''
      : `, evaluation ${search.evaluations}, objective ${search.objective.toFixed(3)} (start: ${search.start})`;
  return `fitting ${quantities.join(', ')}: ${percent(share)}${at}`;
}

const PHASES: Readonly<Record<JudgingPhase | ProposalPhase, string>> = {
  volume: 'judging the volume',
  contour: 'judging the contour',
  'left-out': 'judging left-out limits',
  'known-points': 'judging known points',
  'band-order': 'judging the order of the band',
  tasks: 'comparing the fidelities',
  survey: 'proposing: looking over the volume',
  picks: 'proposing: picking points',
  reasons: 'proposing: weighing the points',
};

/** Judging or proposing in progress, in a line. */
export function phaseText({ phase, share }: ShareOfPhase<JudgingPhase | ProposalPhase>): string {
  return `${PHASES[phase]}: ${percent(share)}`;
}

/** A refinement in progress, in a line. */
export function refiningText(share: number): string {
  return `refining the volume: ${percent(share)}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}

interface RunningFit {
  readonly quantities: readonly Quantity[];
  readonly share: number;
  readonly search: {
    readonly evaluations: number;
    readonly objective: number;
    readonly start: string;
  } | null;
}
