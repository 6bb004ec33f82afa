import { coreProcessPath } from '#main/core/beside.ts';
import { forkedCore } from '#main/core/forked-core.ts';
import type { LaunchCore } from '#main/core/running-core.ts';
import { nodeProgram } from './node-program.ts';
import { utilityCore } from './utility-core.ts';

/** The first whose utility processes load ES modules and, with Node 22 or newer (35), the store's library. */
const UTILITY_CORE_FROM = 35;

/**
 * How the core is started: under the Node that comes with the application, which every host and every test does alike,
 * or in Electron's utility process with `CONTOURIST_CORE_PROCESS=utility`. Fits run under that Node in either case.
 */
export function chooseCore(): LaunchCore {
  const corePath = coreProcessPath();
  const nodePath = nodeProgram();
  if (process.env.CONTOURIST_CORE_PROCESS !== 'utility') return forkedCore({ corePath, nodePath });
  if (Number.parseInt(process.versions.electron, 10) >= UTILITY_CORE_FROM) {
    return utilityCore({ corePath, env: { CONTOURIST_NODE: nodePath } });
  }
  process.stderr.write(
    `CONTOURIST_CORE_PROCESS=utility needs Electron ${UTILITY_CORE_FROM} or newer, and this is ${process.versions.electron}: the core runs under Node.\n`,
  );
  return forkedCore({ corePath, nodePath });
}
