import { Button } from '@mantine/core';
import { IconTableImport, IconUpload } from '@tabler/icons-react';
import type { RowSelectionState } from '@tanstack/react-table';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { DropTarget } from '#renderer/components/files/drop-target.tsx';
import { DisabledBecause } from '#renderer/components/layout/disabled-because.tsx';
import { Screen } from '#renderer/components/layout/screen.tsx';
import { Toolbar } from '#renderer/components/layout/toolbar.tsx';
import { formatCount, formatCounted } from '#renderer/components/numbers/format-number.ts';
import { useShortcut } from '#renderer/components/shortcuts/shortcut-registry.ts';
import { EmptyState } from '#renderer/components/states/empty-state.tsx';
import { QueryState } from '#renderer/components/states/query-state.tsx';
import { useCampaignSummary, useReadOnlyReason } from '#renderer/queries/campaigns.ts';
import { useMethod } from '#renderer/queries/use-method.ts';
import type { CampaignScreenProps } from '#renderer/state/campaign-screen.ts';
import { takeLimitsToImport } from '#renderer/state/limits-to-import.ts';
import { useSetStatusText } from '#renderer/state/status-text.ts';
import { useView } from '#renderer/state/view-state.ts';
import type { CampaignDefinition } from '#shared/domain/campaign-definition.ts';
import { ImportDrawer } from '../features/imports/import/import-drawer.tsx';
import { useImportFiles } from '../features/imports/import/use-import-files.ts';
import { ImportsDrawer } from '../features/imports/imports/imports-drawer.tsx';
import { QuarantineTable } from '../features/imports/quarantine/quarantine-table.tsx';
import { ColumnsMenu } from '../features/points/columns-menu.tsx';
import { useLimitsView } from '../features/points/limits-view.ts';
import { parseSearch } from '../features/points/parse-search.ts';
import { PointFilterBar } from '../features/points/point-filter-bar.tsx';
import { countStates, decodePoints, type Points } from '../features/points/points.ts';
import { PointsFrame } from '../features/points/points-frame.tsx';
import { PointsTable } from '../features/points/points-table.tsx';
import { selectPoints } from '../features/points/select-points.ts';
import { SelectionBar } from '../features/points/selection-bar.tsx';

/** Every point with its limits, what was kept aside and why, and the way in for files. */
export default function LimitsScreen({ campaignId }: CampaignScreenProps) {
  const { data: summary } = useCampaignSummary(campaignId);
  const table = useMethod('points.list', { campaignId }, { keepMs: 30_000 });
  const points = useMemo(() => table.data && decodePoints(table.data), [table.data]);
  const imports = useMethod('imports.list', { campaignId });
  const readOnlyReason = useReadOnlyReason(campaignId);
  const importing = useImportFiles(campaignId);
  const { add } = importing;
  useEffect(() => {
    const file = takeLimitsToImport(campaignId);
    if (file !== null) add([file]);
  }, [campaignId, add]);
  const [showsImports, setShowsImports] = useState(false);
  const standing = imports.data?.filter(({ undoneAt }) => undoneAt === null).length ?? 0;
  const [shownCount, setShownCount] = useState<number | null>(null);
  useSetStatusText(points === undefined ? null : statusText(points.rows.length, shownCount, standing));
  useShortcut({
    group: 'Limits',
    label: 'Import limits',
    keys: ['I'],
    run: importing.choose,
    isEnabled: readOnlyReason === null,
  });
  const definition = summary?.definition;
  const importButton = (
    <DisabledBecause reason={readOnlyReason}>
      <Button
        variant={importing.isOpen ? 'light' : 'filled'}
        leftSection={<IconUpload />}
        onClick={importing.choose}
      >
        Import limits
      </Button>
    </DisabledBecause>
  );
  return (
    <>
      <QueryState query={table} loading="Reading the points" failed="The points could not be read">
        {() =>
          points !== undefined &&
          definition !== undefined && (
            <PointsOrNothing
              campaignId={campaignId}
              definition={definition}
              points={points}
              quarantined={summary?.counts.quarantined ?? 0}
              imports={standing}
              onShowImports={() => setShowsImports(true)}
              onShownCount={setShownCount}
              readOnlyReason={readOnlyReason}
              importButton={importButton}
            />
          )
        }
      </QueryState>
      {readOnlyReason === null && (
        <DropTarget
          title="Drop files to import their limits"
          text="CSV, JSON, HEPData, HistFitter, pyhf, SModelS and more; several at once. Nothing is stored before you have seen every row."
          onFiles={importing.add}
        />
      )}
      {definition !== undefined && (
        <ImportDrawer campaignId={campaignId} definition={definition} importing={importing} />
      )}
      <ImportsDrawer
        campaignId={campaignId}
        isOpen={showsImports}
        onClose={() => setShowsImports(false)}
        readOnlyReason={readOnlyReason}
      />
    </>
  );
}

/** `246 points, 3 imports`; while a filter is on, `37 of 246 points shown, 3 imports`. */
function statusText(points: number, shown: number | null, imports: number): string {
  const counted = formatCounted(points, 'point');
  const some = shown === null || shown === points ? counted : `${formatCount(shown)} of ${counted} shown`;
  return `${some}, ${formatCounted(imports, 'import')}`;
}

interface ContentProps {
  readonly campaignId: string;
  readonly definition: CampaignDefinition;
  readonly points: Points;
  readonly quarantined: number;
  readonly imports: number;
  readonly onShowImports: () => void;
  /** Told how many points pass the filter; null where the table is not in sight. */
  readonly onShownCount: (count: number | null) => void;
  readonly readOnlyReason: string | null;
  readonly importButton: ReactNode;
}

function PointsOrNothing(props: ContentProps) {
  const { points, quarantined, importButton } = props;
  if (points.rows.length > 0 || quarantined > 0) return <FilledScreen {...props} />;
  return (
    <Screen>
      <EmptyState
        icon={<IconTableImport size={28} stroke={1.4} />}
        title="No limits yet"
        actions={importButton}
        remark="or drop CSV, TSV or JSON files anywhere in the window"
      >
        The campaign knows its space but no limit in it. Import a table of limits: cheap ones, full ones, or
        both.
      </EmptyState>
    </Screen>
  );
}

function FilledScreen({
  campaignId,
  definition,
  points,
  quarantined,
  imports,
  onShowImports,
  onShownCount,
  readOnlyReason,
  importButton,
}: ContentProps) {
  const [view, setView] = useView(useLimitsView, campaignId);
  const [searchText, setSearchText] = useState('');
  const [selection, setSelection] = useState<RowSelectionState>({});
  const { shown, fidelity, order } = view;
  const names = useMemo(() => definition.parameters.map(({ name }) => name), [definition]);
  const search = useMemo(() => parseSearch(searchText, names), [searchText, names]);
  const rows = useMemo(() => {
    if (shown === 'quarantine' || 'problem' in search) return [];
    return selectPoints(points, { state: shown === 'all' ? null : shown, fidelity, search }, order);
  }, [points, shown, fidelity, search, order]);
  const counts = useMemo(() => countStates(points), [points]);
  const shownCount = shown === 'quarantine' ? null : rows.length;
  useEffect(() => {
    onShownCount(shownCount);
    return () => onShownCount(null);
  }, [shownCount, onShownCount]);
  // Points may have gone since they were selected: an import was undone.
  const selected = useMemo(
    () => points.rows.filter(({ id }) => selection[String(id)] === true),
    [points, selection],
  );
  return (
    <Screen
      toolbar={
        <Toolbar actions={importButton}>
          <PointFilterBar
            text={searchText}
            problem={'problem' in search ? search.problem : null}
            onText={setSearchText}
            shown={shown}
            onShown={(next) => setView({ shown: next })}
            counts={{
              all: points.rows.length,
              fitted: counts.fitted,
              test: counts.test,
              quarantine: quarantined,
            }}
            fidelity={fidelity}
            onFidelity={(next) => setView({ fidelity: next })}
            hasBothFidelities={new Set(points.fidelities).size > 1}
          />
          {shown !== 'quarantine' && (
            <ColumnsMenu
              definition={definition}
              points={points}
              visibility={view.columns}
              onVisibility={(columns) => setView({ columns })}
            />
          )}
          <Button variant="subtle" color="gray" leftSection={<IconTableImport />} onClick={onShowImports}>
            {formatCounted(imports, 'import')}
          </Button>
        </Toolbar>
      }
    >
      {shown === 'quarantine' ? (
        <QuarantineTable campaignId={campaignId} searchText={searchText} readOnlyReason={readOnlyReason} />
      ) : (
        <PointsFrame
          isEmpty={rows.length === 0}
          bar={
            selected.length > 0 && (
              <SelectionBar
                campaignId={campaignId}
                points={points}
                selected={selected}
                onClear={() => setSelection({})}
                readOnlyReason={readOnlyReason}
              />
            )
          }
        >
          <PointsTable
            definition={definition}
            points={points}
            rows={rows}
            order={order}
            onOrder={(next) => setView({ order: next })}
            visibility={view.columns}
            selection={selection}
            onSelection={setSelection}
          />
        </PointsFrame>
      )}
    </Screen>
  );
}
