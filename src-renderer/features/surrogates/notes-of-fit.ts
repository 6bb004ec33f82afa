import { pullsOf } from '#renderer/charts/builders/build-pulls-option.ts';
import { capitalised } from '#renderer/components/capitalised.ts';
import { formatCount } from '#renderer/components/numbers/format-number.ts';
import type {
  DiagnosisReport,
  FittedQuantityReport,
} from '#shared/contract/surrogates/surrogates-methods.ts';
import type { FitSettings } from '#shared/domain/fit-settings.ts';
import { type FitWarning, fitWarningParts } from '#shared/domain/fit-warning.ts';
import { judgePulls, pullFindingTexts } from '#shared/domain/pull-findings.ts';
import type { ModelNote } from './model-notes.tsx';

/** How rare so many surprises must be for an honest model before they are worth a note. */
const SURPRISE_SIGMAS = 3;
const SHARE_BEYOND_3_SIGMA = 0.0027;

/** What a note may start. */
export interface NoteActions {
  readonly suggestCoordinates: () => void;
  readonly fitWith: (part: Partial<FitSettings>) => void;
}

/** Everything about a fit that its user should know, the most consequential first. */
export function notesOfFit(
  { report, settings }: FittedQuantityReport,
  diagnosis: DiagnosisReport | undefined,
  actions: NoteActions,
): ModelNote[] {
  return [
    ...(diagnosis
      ? [...pullNotes(diagnosis), ...surprises(diagnosis), ...misleadingLow(diagnosis, settings, actions)]
      : []),
    ...report.warnings.map((warning) => noteOfWarning(warning, actions)),
  ];
}

/** What the pulls of limits that a fit had not seen say against the share of them on the right side. */
function pullNotes({ test, leftOut }: DiagnosisReport): ModelNote[] {
  const seen = [
    ['test points', test],
    ['left-out limits', leftOut],
  ] as const;
  return seen.flatMap(([what, limits]) => {
    if (!limits?.lnMu) return [];
    const pulls = pullsOf({ y: limits.y, ...limits.lnMu });
    const mean = pulls.reduce((sum, pull) => sum + pull, 0) / pulls.length;
    const rms = Math.sqrt(pulls.reduce((sum, pull) => sum + pull * pull, 0) / pulls.length);
    return pullFindingTexts(judgePulls(pulls.length, mean, rms)).map((text) => {
      const [fact, ...meaning] = text.split(': ');
      return { title: `Of ${what} ${fact}.`, text: `${capitalised(meaning.join(': '))}.` };
    });
  });
}

/** Left-out points beyond 3σ, where there are more of them than chance allows. */
function surprises({ leftOut }: DiagnosisReport): ModelNote[] {
  if (!leftOut?.lnMu) return [];
  const pulls = pullsOf({ y: leftOut.y, ...leftOut.lnMu });
  const beyond = pulls.filter((pull) => Math.abs(pull) > SURPRISE_SIGMAS).length;
  const expected = SHARE_BEYOND_3_SIGMA * pulls.length;
  if (beyond <= expected + 2 * Math.sqrt(expected) + 1) return [];
  const fewer = expected < 1 ? 'fewer than 1 is' : `about ${Math.round(expected)} are`;
  return [
    {
      title: 'Surprises are more frequent than the model claims.',
      text: `${formatCount(beyond)} of ${formatCount(pulls.length)} points lie beyond 3σ when left out; ${fewer} expected.`,
    },
  ];
}

function misleadingLow(
  { taskUse }: DiagnosisReport,
  settings: FitSettings,
  { fitWith }: NoteActions,
): ModelNote[] {
  if (taskUse === null || taskUse.best === taskUse.fitted) return [];
  const { best } = taskUse;
  if (best === 'alone') {
    return [
      {
        title: 'The low fidelity misleads.',
        text: 'Left-out limits are predicted better by the high-fidelity points alone.',
        action: { label: 'Fit without it', run: () => fitWith({ ...settings, low: 'ignore' }) },
      },
    ];
  }
  return [
    {
      title: 'Another relation of the fidelities does better.',
      text: `Left-out limits are predicted better with ${best === 'own' ? 'a difference of its own' : 'the matrix κ'}.`,
      action: { label: 'Try it', run: () => fitWith({ ...settings, difference: best }) },
    },
  ];
}

/** A warning of the fit as a title and what follows it. */
function noteOfWarning(warning: FitWarning, { suggestCoordinates }: NoteActions): ModelNote {
  const { fact, meaning } = fitWarningParts(warning);
  const note = { title: `${fact}.`, text: meaning === null ? '' : `${capitalised(meaning)}.` };
  const isShort = warning.code === 'length-at-bound' && warning.side === 'lower';
  return isShort ? { ...note, action: { label: 'Suggest coordinates', run: suggestCoordinates } } : note;
}
