import { useMediaQuery } from '@mantine/hooks';

/** Whether the window is below 960 × 600, where side columns fold into drawers and the rail to icons. */
export function useIsSmallWindow(): boolean {
  return useMediaQuery('(max-width: 959.98px), (max-height: 599.98px)', false, {
    getInitialValueInEffect: false,
  });
}
