/**
 * What spreadsheets take for a formula, behind any apostrophes of ours.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
const FORMULA = /^'*[=+\-@\t\r]/;

/** A text to write into a cell: one that a spreadsheet would compute gets an apostrophe, which says that it is text. */
export function defuseFormula(text: string): string {
  // A number is no danger, and has to stay one.
  return FORMULA.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
}

/** The text that {@link defuseFormula} was given. */
export function restoreFormula(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}
