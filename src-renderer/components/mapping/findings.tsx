import { Alert, Button, Group } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { describeFinding } from '#shared/limit-files/findings/describe-finding.ts';
import type { Finding } from '#shared/limit-files/findings/finding.ts';
import { applyRemedy, remedyText } from '#shared/limit-files/findings/remedy.ts';
import { type MappingDraft, mappingOf, withConfirmed, withMapping } from './mapping-draft.ts';

interface FindingsProps {
  readonly findings: readonly Finding[];
  readonly definition: CampaignDefinition;
  readonly draft: MappingDraft;
  /** The name of the theory table; null without one. */
  readonly theoryFile: string | null;
  readonly onDraft: (draft: MappingDraft) => void;
}

/** What the numbers of a file probably are not, each with the mapping that would read them. */
export function Findings({ findings, definition, draft, theoryFile, onDraft }: FindingsProps) {
  const isOpen = ({ severity, subject }: Finding) =>
    severity === 'refuse' && !draft.rest.confirmed?.includes(subject.code);
  const apply = (remedy: NonNullable<Finding['remedy']>) => {
    const found = mappingOf(draft, definition, theoryFile);
    if ('mapping' in found) onDraft(withMapping(draft, applyRemedy(found.mapping, remedy)));
  };
  return findings.map((finding) => (
    <Alert
      key={JSON.stringify(finding.subject)}
      color={isOpen(finding) ? 'bad' : 'warn'}
      icon={<IconAlertTriangle />}
    >
      {describeFinding(finding)}
      <Group gap="xs" mt={6}>
        {finding.remedy !== null && (
          <Button size="xs" title={remedyText(finding.remedy)} onClick={() => apply(finding.remedy ?? {})}>
            {remedyLabel(finding)}
          </Button>
        )}
        {isOpen(finding) && (
          <Button
            size="xs"
            variant="subtle"
            onClick={() => onDraft(withConfirmed(draft, finding.subject.code))}
          >
            It is right as it is
          </Button>
        )}
      </Group>
    </Alert>
  ));
}

function remedyLabel({ subject, remedy }: Finding): string {
  switch (subject.code) {
    case 'rows-differ':
      return remedy?.pivot === undefined
        ? `Read only ${remedyText(remedy ?? {}).replace(/^where: /, '')}`
        : 'Read each quantile as its limit';
    case 'error-in-percent':
      return 'Read as per cent';
    case 'bands-swapped':
      return 'Swap the columns';
    case 'log10-as-ln':
      return 'Read as log10 μ';
    case 'unit-not-of-name':
      return `Read as ${subject.named}`;
    case 'repeated-value':
      return `Leave ${subject.value} out`;
    case 'parameter-scale':
      return `Multiply ${subject.parameter} by ${subject.factor}`;
    default:
      return remedyText(remedy ?? {});
  }
}
