import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { useLayoutEffect, useState } from 'react';
import { setEnergyUnit } from '#renderer/components/numbers/energy-unit.ts';
import { setNumberStyle } from '#renderer/components/numbers/number-style.ts';
import { ErrorState } from '#renderer/components/states/error-state.tsx';
import type { Surroundings } from '#renderer/host/host.ts';
import { SurroundingsProvider } from '#renderer/host/surroundings-provider.tsx';
import { useCoreEvents } from '#renderer/queries/core-events.ts';
import { createQueryClient } from '#renderer/queries/query-client.ts';
import { useSettingsInForce } from '#renderer/queries/settings.ts';
import { useColorScheme } from '#renderer/state/color-scheme.ts';
import { usePreferences } from '#renderer/state/preferences.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { PathDialog } from './open-dialog/path-dialog.tsx';
import { Shell } from './shell/shell.tsx';
import { cssVariablesResolver, theme } from './theme.ts';
import { useOpeningAddress } from './use-opening-address.ts';

/** The application in its surroundings. */
export function App({ surroundings }: { surroundings: Surroundings }) {
  const [queryClient] = useState(createQueryClient);
  const colorScheme = useColorScheme();
  const { palette, numberFormat, energyUnit } = usePreferences();
  // The tokens follow in step with Mantine.
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = colorScheme;
    document.documentElement.dataset.palette = palette;
  }, [colorScheme, palette]);
  setNumberStyle(numberFormat);
  setEnergyUnit(energyUnit);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} forceColorScheme={colorScheme}>
      <ErrorBoundary fallback={(error) => <ErrorState title="The window broke" error={error} />}>
        <SurroundingsProvider value={surroundings}>
          <QueryClientProvider client={queryClient}>
            <Notifications position="bottom-right" limit={4} containerWidth={384} />
            {/* Numbers are written anew everywhere when their style or unit changes. */}
            <EventedShell key={`${numberFormat.decimal} ${numberFormat.groupsThousands} ${energyUnit}`} />
            <PathDialog />
          </QueryClientProvider>
        </SurroundingsProvider>
      </ErrorBoundary>
    </MantineProvider>
  );
}

function EventedShell() {
  useCoreEvents();
  useSettingsInForce();
  useOpeningAddress();
  return <Shell />;
}
