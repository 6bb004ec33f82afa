import type { CoreToSupervisor, SupervisorToCore } from './core-protocol.ts';

/**
 * The core process's end of the channel to its host, however that started it: forked by Node, or as Electron's utility
 * process.
 *
 * @param receive hears of every message from the host
 * @param lost the host is gone
 * @returns sends a message to the host; one to a host that is going is lost
 */
export function openHostChannel(
  receive: (message: SupervisorToCore) => void,
  lost: () => void,
): (message: CoreToSupervisor) => void {
  // Electron's alone, and it ends such a process with itself.
  const parentPort = process.parentPort as Electron.ParentPort | undefined;
  if (parentPort) {
    parentPort.on('message', ({ data }) => receive(data));
    return (message) => parentPort.postMessage(message);
  }
  process.on('message', receive);
  process.once('disconnect', lost);
  return (message) => {
    if (process.connected) process.send?.(message, undefined, undefined, () => {});
  };
}
