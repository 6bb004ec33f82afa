import { join } from 'node:path';
import { app, BrowserWindow, type Rectangle, screen } from 'electron';
import { z } from 'zod';
import { jsonFile } from '#main/files/json-file.ts';
import { fitIntoDisplays } from './fit-into-displays.ts';

const stateSchema = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() }).nullable(),
  isMaximized: z.boolean(),
});

const file = jsonFile(() => join(app.getPath('userData'), 'window.json'), stateSchema, {
  bounds: null,
  isMaximized: false,
});

/** The size on first start, if the screen has room for it. */
const FIRST_SIZE = { width: 1440, height: 900 };

/** How far a further window is placed from the one before, right and down, in pixels: its title bar stays in sight. */
const ASIDE = 32;

/** Where the last window was, on a screen that is still there; aside from a window that is open. */
export function rememberedBounds(): Partial<Rectangle> {
  const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
  const before = BrowserWindow.getAllWindows().at(-1)?.getNormalBounds();
  if (before !== undefined) {
    const aside = fitIntoDisplays({ ...before, x: before.x + ASIDE, y: before.y + ASIDE }, areas);
    if (aside !== null) return aside;
  }
  const { bounds } = file.read();
  if (bounds !== null) {
    const fitting = fitIntoDisplays(bounds, areas);
    if (fitting !== null) return fitting;
  }
  const { width, height } = screen.getPrimaryDisplay().workArea;
  return { width: Math.min(FIRST_SIZE.width, width), height: Math.min(FIRST_SIZE.height, height) };
}

/** Maximises a window if the last one was, and keeps what the user makes of it for the next start. */
export function rememberWindow(window: BrowserWindow): void {
  if (file.read().isMaximized) window.maximize();
  window.on('close', () => {
    file.change(() => ({ bounds: window.getNormalBounds(), isMaximized: window.isMaximized() }));
  });
}
