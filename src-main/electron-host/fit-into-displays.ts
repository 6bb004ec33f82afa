/** In screen pixels. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** That much of a window's top edge must be seen, so that it can be taken hold of. */
const SEEN = 120;

/**
 * A window's place on the displays of today: as it was, made smaller where the display has shrunk.
 *
 * @returns null when the display it was on is gone
 */
export function fitIntoDisplays(window: Area, displays: readonly Area[]): Area | null {
  const display = displays.find(
    ({ x, y, width, height }) =>
      window.x + window.width - SEEN >= x &&
      window.x + SEEN <= x + width &&
      window.y >= y &&
      window.y + SEEN <= y + height,
  );
  if (display === undefined) return null;
  return {
    x: window.x,
    y: window.y,
    width: Math.min(window.width, display.width),
    height: Math.min(window.height, display.height),
  };
}
