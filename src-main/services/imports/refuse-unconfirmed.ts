import { ContouristError } from '#shared/domain/contourist-error.ts';
import { describeFinding } from '#shared/limit-files/findings/describe-finding.ts';
import { unconfirmed } from '#shared/limit-files/findings/registry.ts';
import { remedyText } from '#shared/limit-files/findings/remedy.ts';
import type { PreparedFile } from './prepare-import.ts';

/**
 * Stops an import of limits or results whose numbers would be wrong, unless its mapping confirms what was found.
 *
 * @throws ContouristError `import.finding`, with what would read the file and how to read it so all the same
 */
export function refuseUnconfirmed(
  prepared: readonly (Pick<PreparedFile, 'findings' | 'reading'> & {
    readonly file: { readonly path: string };
  })[],
): void {
  for (const { file, findings, reading } of prepared) {
    const open = unconfirmed(findings, reading.mapping.confirmed);
    if (open.length === 0) continue;
    const remedies = [
      ...new Set(open.flatMap(({ remedy }) => (remedy === null ? [] : [remedyText(remedy)]))),
    ];
    const codes = [...new Set(open.map(({ subject }) => subject.code))];
    throw new ContouristError('import.finding', open.map((finding) => describeFinding(finding)).join(' '), {
      position: { file: file.path },
      hint: [
        ...remedies.map((text) => `A mapping with \`${text}\` would read it.`),
        `Nothing is stored. If it is right as it is: ${codes.map((code) => `--accept ${code}`).join(' ')}, or confirmed: [${codes.join(', ')}] in the mapping.`,
      ].join(' '),
    });
  }
}
