/** Limits from which a campaign was just made: its Limits screen opens their import. */
let waiting: { readonly campaignId: string; readonly file: File } | null = null;

export function importWhenOpen(campaignId: string, file: File): void {
  waiting = { campaignId, file };
}

/** The file that waits for this campaign, once. */
export function takeLimitsToImport(campaignId: string): File | null {
  if (waiting?.campaignId !== campaignId) return null;
  const { file } = waiting;
  waiting = null;
  return file;
}
