import { Button, TextInput } from '@mantine/core';
import { IconDownload, IconHistory, IconSearch } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { fileSlug } from '#renderer/components/files/file-name.ts';
import { Screen } from '#renderer/components/layout/screen.tsx';
import { SideColumn } from '#renderer/components/layout/side-column.tsx';
import { Toolbar } from '#renderer/components/layout/toolbar.tsx';
import { notifyFailure } from '#renderer/components/notices/notify.tsx';
import { formatCounted } from '#renderer/components/numbers/format-number.ts';
import { Keys } from '#renderer/components/shortcuts/keys.tsx';
import { useShortcut } from '#renderer/components/shortcuts/shortcut-registry.ts';
import { EmptyState } from '#renderer/components/states/empty-state.tsx';
import { QueryState } from '#renderer/components/states/query-state.tsx';
import { useApi, useHost } from '#renderer/host/surroundings-provider.tsx';
import { useCampaignSummary } from '#renderer/queries/campaigns.ts';
import { useMethod } from '#renderer/queries/use-method.ts';
import type { CampaignScreenProps } from '#renderer/state/campaign-screen.ts';
import { useSetStatusText } from '#renderer/state/status-text.ts';
import type { JournalLineReport } from '#shared/contract/journal/journal-methods.ts';
import { JournalTable } from './journal-table.tsx';
import { Notes } from './notes.tsx';
import { UndoBackTo } from './undo-back-to.tsx';

/** Everything that happened to the campaign, by whom, with what can be taken back; and its notes. */
export default function JournalScreen({ campaignId }: CampaignScreenProps) {
  const summary = useCampaignSummary(campaignId);
  const journal = useMethod('journal.list', { campaignId });
  const [search, setSearch] = useState('');
  const [undoing, setUndoing] = useState<JournalLineReport | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useSetStatusText(journal.data ? formatCounted(journal.data.length, 'step') : null);
  useShortcut({ group: 'Journal', label: 'Search', keys: ['/'], run: () => field.current?.focus() });
  const save = useSaveJournal(campaignId, summary.data?.name ?? 'campaign');

  return (
    <Screen
      toolbar={
        <Toolbar
          actions={
            <Button leftSection={<IconDownload />} onClick={save}>
              Export CSV
            </Button>
          }
        >
          <TextInput
            ref={field}
            aria-label="Search the journal"
            placeholder="Search steps, people, versions"
            leftSection={<IconSearch size={16} />}
            rightSection={<Keys keys="/" />}
            w={280}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
        </Toolbar>
      }
    >
      <QueryState query={journal} loading="Reading the journal" failed="The journal could not be read">
        {(lines) => {
          const found = linesWith(lines, search);
          return found.length === 0 ? (
            <EmptyState icon={<IconHistory size={28} stroke={1.4} />} title="No such step">
              No step of this campaign has “{search}” in it.
            </EmptyState>
          ) : (
            <JournalTable lines={found} onUndo={setUndoing} />
          );
        }}
      </QueryState>
      <SideColumn name="Notes" width={364}>
        <Notes campaignId={campaignId} isReadOnly={summary.data?.readOnly !== null} />
      </SideColumn>
      <UndoBackTo
        campaignId={campaignId}
        line={undoing}
        lines={journal.data ?? []}
        onClose={() => setUndoing(null)}
      />
    </Screen>
  );
}

/** Lines in which every word of the search occurs, whatever the case. */
function linesWith(lines: readonly JournalLineReport[], search: string): readonly JournalLineReport[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return lines.filter(({ text, user, toolVersion, time, action }) => {
    const all = `${text} ${user} ${toolVersion} ${time} ${action}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
}

function useSaveJournal(campaignId: string, campaignName: string): () => void {
  const client = useApi();
  const host = useHost();
  return () => {
    client
      .call('journal.csv', { campaignId })
      .then(({ text }) =>
        host.saveFile(`${fileSlug(campaignName) || 'campaign'}-journal.csv`, text, 'text/csv'),
      )
      .catch((error: unknown) => notifyFailure({ title: 'The journal could not be saved', error }));
  };
}
