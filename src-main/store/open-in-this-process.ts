/**
 * Which campaign files this process has open in SQLite, by resolved path. POSIX drops all of a process's locks on a
 * file when any descriptor of it is closed, so as long as SQLite has a file open here, nothing else in this process
 * may open it: not to look at its header, not to copy it.
 */
const openCounts = new Map<string, number>();

export function isOpenHere(path: string): boolean {
  return openCounts.has(path);
}

/** @returns the function to call at closing */
export function registerOpen(path: string): () => void {
  openCounts.set(path, (openCounts.get(path) ?? 0) + 1);
  return () => {
    const left = (openCounts.get(path) ?? 1) - 1;
    if (left === 0) openCounts.delete(path);
    else openCounts.set(path, left);
  };
}
