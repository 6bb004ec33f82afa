import { _electron, type ElectronApplication, type Page } from '@playwright/test';

type LaunchOptions = NonNullable<Parameters<typeof _electron.launch>[0]>;

/** Longer than any start on a busy machine. */
const PATIENCE_MS = 15_000;
const ATTEMPTS = 3;

/**
 * Starts Electron and waits for its first window. Now and then its debugger answers Playwright no more before the window
 * is there (seen with Electron 22 under Xvfb, whatever the application): such a start is ended and tried again.
 *
 * @param onStarted hears of the application as soon as it is there, before its first window
 */
export async function startElectron(
  options: LaunchOptions,
  onStarted: (application: ElectronApplication) => void = () => {},
): Promise<{ application: ElectronApplication; page: Page; pid: number }> {
  for (let attempt = 1; ; attempt++) {
    let application: ElectronApplication | undefined;
    try {
      return await within(PATIENCE_MS, async () => {
        application = await _electron.launch({ ...options, timeout: PATIENCE_MS });
        onStarted(application);
        const page = await application.firstWindow({ timeout: PATIENCE_MS });
        const pid = await application.evaluate(() => process.pid);
        return { application, page, pid };
      });
    } catch (error) {
      const pid = application && pidOf(application);
      if (pid !== undefined) killIfThere(pid);
      if (attempt === ATTEMPTS) throw error;
    }
  }
}

/** Ends it as a person does; one whose debugger has fallen silent is killed. */
export async function endElectron(application: ElectronApplication): Promise<void> {
  const pid = pidOf(application);
  if (pid === undefined) return;
  try {
    await within(PATIENCE_MS, () => application.close());
  } catch {
    killIfThere(pid);
  }
}

/** It may have ended in the meantime. */
function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Undefined for one that has ended: Playwright throws when it is asked. */
function pidOf(application: ElectronApplication): number | undefined {
  try {
    return application.process().pid;
  } catch {
    return undefined;
  }
}

async function within<T>(ms: number, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Electron did not answer within ${ms} ms.`)), ms);
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}
