import { beside } from '#main/core/beside.ts';

/** The Node ≥ 24 that runs the core: the one that the npm package `node` brings, or one that the environment names. */
export function nodeProgram(): string {
  const { CONTOURIST_NODE } = process.env;
  if (CONTOURIST_NODE) return CONTOURIST_NODE;
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  return beside(import.meta.url, [`../../node_modules/node/bin/${name}`]);
}
