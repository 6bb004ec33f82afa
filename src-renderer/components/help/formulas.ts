// Every formula behind an (i), in one place. Texts may hold formulas between dollar signs.

export interface FormulaEntry {
  readonly title: string;
  /** What it is, in a sentence or two. */
  readonly text: string;
  /** TeX, set on its own line. */
  readonly formula?: string;
  /** Where it is from: paper and equation. */
  readonly source: string;
}

const BHATTI =
  'Bhatti et al., CHEP 2023, “Efficient Search for New Physics Using Active Learning in the ATLAS Experiment”';
const RASMUSSEN = 'Rasmussen & Williams, Gaussian Processes for Machine Learning (2006)';

const entries = {
  exclusion: {
    title: 'Exclusion contour',
    text: 'A point is excluded where the 95 % CL upper limit on the signal strength $\\mu$ is below 1. The contour is where the fitted $\\ln\\mu$ is 0.',
    formula: '\\mu = \\frac{\\sigma_{\\mathrm{UL}}}{\\sigma_{\\mathrm{theory}}}, \\qquad \\ln\\mu = 0',
    source: BHATTI,
  },
  pExcl: {
    title: 'Exclusion probability',
    text: 'The probability, by the model’s own uncertainty, that the point is excluded; $\\hat y$ is the mean of $\\ln\\mu$ and $s$ its standard deviation.',
    formula: 'p_{\\mathrm{excl}} = \\Phi\\!\\left(-\\hat y / s\\right)',
    source: `${BHATTI}, eq. 7`,
  },
  entropy: {
    title: 'Entropy',
    text: 'How undecided the model is about a point: 0 where it is sure, $\\ln 2 \\approx 0.69$ nat where excluded and allowed are equally likely. The average over the space, by Sobol points, is shown with its Monte-Carlo error.',
    formula: 'H = -p\\ln p - (1-p)\\ln(1-p)',
    source: `${BHATTI}, eq. 8`,
  },
  uncertainVolume: {
    title: 'Uncertain volume',
    text: 'The share of the allowed space in which the exclusion is not decided: $0.05 < p < 0.95$, and the tighter $0.16 < p < 0.84$.',
    source: 'Volumes are measured on the parameters’ scales, each from 0 to 1 over its range.',
  },
  movement: {
    title: 'Contour movement',
    text: 'The mean distance between this contour and the one of the iteration before, both ways, in the parameters scaled to their ranges.',
    source: 'Symmetric mean distance of the two contours.',
  },
  sharpness: {
    title: 'Sharpness',
    text: 'How far the contour may lie from where it is drawn along one parameter: the model’s uncertainty divided by the slope, on the contour.',
    formula: '\\Delta\\theta_j = \\frac{s}{\\left|\\partial\\hat y/\\partial\\theta_j\\right|}',
    source: 'Median over the contour, and its 90th percentile.',
  },
  modelSigma: {
    title: 'Model σ on the contour',
    text: 'The model’s own uncertainty of $\\ln\\mu$ on the contour, against the half width of the experiment’s expected ±1σ band. Where the model is the smaller, more points hardly change the result.',
    source: BHATTI,
  },
  testPoints: {
    title: 'Test points',
    text: 'Points that are never fitted: what the model says of them against what they are. The pull is the difference in units of the model’s uncertainty.',
    formula: '\\mathrm{pull} = \\frac{y - \\hat y}{\\sigma}',
    source: 'The interval of the share is the 95 % CL of Wilson.',
  },
  returned: {
    title: 'Returned batches',
    text: 'Every point of a batch that has come back, against the prediction of the fit that had requested it: how far off it was in units of its own uncertainty. Two thirds should lie within ±1.',
    formula: '\\mathrm{pull} = \\frac{y - \\hat y}{\\sqrt{s^2 + \\varepsilon^2}}',
    source: 'Points on the contour itself fall on either side with equal chance, however well it is known.',
  },
  leaveOneOut: {
    title: 'Leave one out',
    text: 'Each point predicted from all others, with the hyperparameters as fitted. A point far beyond ±2σ is one that the others do not predict.',
    formula:
      '\\hat y_{-i} = y_i - \\frac{[K^{-1}y]_i}{[K^{-1}]_{ii}}, \\qquad \\sigma^2_{-i} = \\frac{1}{[K^{-1}]_{ii}}',
    source: `${RASMUSSEN}, eqs. 5.10–5.12`,
  },
  calibration: {
    title: 'Calibration',
    text: 'How many points lie within the interval that the model claims for them. On the diagonal its uncertainty is right; below, it is too sure of itself. Left-out points are shown as the likelihood has them; predictions and test points have standard deviations times $c$.',
    formula:
      'c^2 = \\frac{10 + \\sum_i z_i^2}{10 + n}, \\qquad z_i = \\frac{y_i - \\hat y_{-i}}{\\sigma_{-i}}',
    source: 'Leave-one-out predictions and test points; the grey area is the 95 % range for a perfect model.',
  },
  sensitivity: {
    title: 'Sensitivity',
    text: 'The share of the variance of $\\ln\\mu$ over the space in which a parameter takes part, alone and with others; the shares may add up to more than 100 %.',
    formula:
      'S_{T,j} = \\frac{\\mathrm{E}\\!\\left[\\mathrm{Var}(\\hat y \\mid \\theta_{-j})\\right]}{\\mathrm{Var}(\\hat y)}',
    source: 'Total effect, Saltelli et al., Comput. Phys. Commun. 181 (2010) 259',
  },
  likelihood: {
    title: '−log L',
    text: 'How badly the model explains the limits: the fit lowers it by its hyperparameters. Only differences between fits of the same points mean something.',
    formula:
      '-\\log L = \\tfrac12\\, r^{\\mathsf T} K^{-1} r + \\tfrac12 \\ln|K| + \\tfrac n2 \\ln 2\\pi, \\qquad r = y - H\\hat\\beta',
    source: `${RASMUSSEN}, eq. 2.30; ${BHATTI}, eqs. 3–6`,
  },
  kernel: {
    title: 'Kernel',
    text: 'How alike $\\ln\\mu$ is at two points, by their distance in each coordinate over its length $\\ell_j$. Matérn kernels allow bends that the squared exponential smooths away.',
    formula: 'k(u,u^{\\prime}) = \\prod_j k_1\\!\\left(|u_j-u_j^{\\prime}|/\\ell_j\\right)',
    source: `${RASMUSSEN}, ch. 4`,
  },
  fidelities: {
    title: 'Low and high fidelity',
    text: 'The cheap estimate informs the full analysis by how the two go together; what they do not share has lengths and a size of its own.',
    formula: 'f_{\\mathrm{high}}(u) = \\rho\\, f_{\\mathrm{low}}(u) + \\delta(u)',
    source: 'Kennedy & O’Hagan, Biometrika 87 (2000) 1',
  },
  gain: {
    title: 'Gain',
    text: 'By how much the average entropy is expected to fall when this point is known.',
    formula: '\\Delta\\bar H = \\bar H - \\mathrm{E}\\!\\left[\\bar H^{\\prime}\\right]',
    source: 'Gauss-Hermite quadrature over the value that the point may have.',
  },
  spaceShare: {
    title: 'Share of the space',
    text: 'The part of the box of all parameters, each on its scale from 0 to 1, where every constraint holds. The error is that of randomised Sobol points.',
    formula:
      'v_j = \\frac{\\theta_j - \\mathrm{lower}_j}{\\mathrm{upper}_j - \\mathrm{lower}_j}, \\quad \\text{of } \\log_{10}\\theta_j \\text{ on a log scale}',
    source: '16 scrambled Sobol sequences of 1 024 points (Owen 1997)',
  },
  coordinates: {
    title: 'Model coordinates',
    text: 'Expressions of the parameters that the Gaussian process sees in their place, each scaled to 0 … 1 over the allowed space. Where limits depend on a mass splitting or turn at a threshold, a fit in that coordinate needs far fewer points.',
    formula: 'u_j = \\frac{c_j(\\theta) - \\min c_j}{\\max c_j - \\min c_j}',
    source: 'On published scans: 98 % of a compressed spectrum right after 16 evaluations with, 28 without',
  },
  coordinateScore: {
    title: 'Suggested coordinates',
    text: 'For parameters of the same unit: the logarithm of their splitting, their ratio, and the signed distance from the line where one is once or twice the other. Each set is fitted, and every limit predicted from all the others; shown is the mean gain in log density over the plain parameters, with the standard error of the paired differences.',
    formula: '\\frac{1}{n}\\sum_i \\ln p\\!\\left(y_i \\mid y_{-i}\\right)',
    source: `${RASMUSSEN}, eqs. 5.10–5.12`,
  },
} as const satisfies Readonly<Record<string, FormulaEntry>>;

export type FormulaName = keyof typeof entries;

/** The registry: what each (i) says. */
export const FORMULAS: Readonly<Record<FormulaName, FormulaEntry>> = entries;
