import manifest from '../../package.json' with { type: 'json' };

/** The version of Contourist that runs: written into every journal line, fit and new campaign file. */
export const TOOL_VERSION: string = manifest.version;
