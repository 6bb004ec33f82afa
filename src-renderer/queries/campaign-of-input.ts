/** The campaign that a method's input is about; undefined where it is about none. */
export function campaignIdOf(input: unknown): string | undefined {
  if (typeof input !== 'object' || input === null || !('campaignId' in input)) return undefined;
  return typeof input.campaignId === 'string' ? input.campaignId : undefined;
}
