import { userInfo } from 'node:os';
import manifest from '../../package.json' with { type: 'json' };

/** Who changes a campaign, with what, and what time it is: written into imports, fits and the journal. */
export interface Author {
  readonly user: string;
  readonly toolVersion: string;
  /** The present time, ISO 8601 in UTC. */
  now(): string;
}

/** The person logged in, this program, the system's clock. */
export function currentAuthor(): Author {
  return { user: userName(), toolVersion: manifest.version, now: () => new Date().toISOString() };
}

/** Another person than the one logged in, the same program and clock. @param user undefined for the one logged in */
export function authorNamed(user: string | undefined): Author {
  return user === undefined ? currentAuthor() : { ...currentAuthor(), user };
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // Containers run under user ids that have no entry in the password file.
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
