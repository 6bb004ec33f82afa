/** How sure a format is of a file, in a word or two. */
export function confidenceWord(confidence: number): string {
  if (confidence >= 0.9) return 'certain';
  return confidence >= 0.6 ? 'likely' : 'a guess';
}
