import type { CampaignSummary } from '#shared/contract/campaigns/campaigns-methods.ts';
import type { SlicePointColumns } from '#shared/contract/slices/slices-methods.ts';
import type { NearPoint } from '#shared/figures/near-points.ts';
import type { Compared } from './compare/use-comparison.ts';
import type { ContoursView } from './contours-view.ts';
import type { layOutStage } from './slice/stage-layout.ts';
import type { FollowedSlice, SliceInput } from './slice/use-slice.ts';
import type { SliceChoice } from './slice-choice.ts';

/** What every part of the Contours screen is given. */
export interface ContoursProps {
  readonly campaign: CampaignSummary;
  readonly choice: SliceChoice;
  readonly view: ContoursView;
  readonly change: (part: Partial<ContoursView>) => void;
  /** Another number whenever the campaign has changed. */
  readonly revision: number;
}

/** What the plot column is given besides. */
export interface StageProps extends ContoursProps {
  readonly slice: FollowedSlice;
  readonly input: SliceInput;
  readonly comparison: Compared | null;
  readonly points: readonly NearPoint[];
  readonly columns: SlicePointColumns | null;
}

/** What a plot in it is given besides. */
export interface PlotProps extends StageProps {
  readonly layout: ReturnType<typeof layOutStage>;
  readonly hidden: ReadonlySet<string>;
}
