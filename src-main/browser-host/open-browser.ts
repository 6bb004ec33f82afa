import open from 'open';

/**
 * Opens the system's default browser.
 *
 * @returns whether there is one to be seen: on a login node or without a screen there is none
 */
export async function openBrowser(url: string): Promise<boolean> {
  const { DISPLAY, WAYLAND_DISPLAY, SSH_CONNECTION } = process.env;
  if (SSH_CONNECTION) return false;
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY) return false;
  try {
    const program = await open(url);
    program.on('error', () => {});
    return true;
  } catch {
    return false;
  }
}
