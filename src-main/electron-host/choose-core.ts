import { coreProcessPath } from '#main/core/beside.ts';
import { forkedCore } from '#main/core/forked-core.ts';
import type { LaunchCore } from '#main/core/running-core.ts';
import { nodeProgram } from './node-program.ts';
import { utilityCore } from './utility-core.ts';

/** The first Node that the core is written for. */
const CORE_NODE = 24;

/**
 * How the core is started: under the Node that comes with the application, which every host and every test does alike,
 * or in Electron's utility process with `CONTOURIST_CORE_PROCESS=utility`. Fits run under that Node in either case.
 */
export function chooseCore(): LaunchCore {
  const corePath = coreProcessPath();
  const nodePath = nodeProgram();
  const { electron, node } = process.versions;
  if (process.env.CONTOURIST_CORE_PROCESS === 'utility') {
    if (Number.parseInt(node, 10) >= CORE_NODE) {
      return utilityCore({ corePath, env: { CONTOURIST_NODE: nodePath } });
    }
    process.stderr.write(
      `CONTOURIST_CORE_PROCESS=utility needs an Electron with Node ${CORE_NODE}, and Electron ${electron} has Node ${node}: the core runs under a Node of its own.\n`,
    );
  }
  return forkedCore({ corePath, nodePath });
}
