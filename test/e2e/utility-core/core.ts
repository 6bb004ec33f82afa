/**
 * A core without a store, for an Electron that loads none: it tells where it runs, answers at length, and dies when it
 * is asked to.
 */
import { openHostChannel } from '#main/core/host-channel.ts';

const post = openHostChannel(
  (message) => {
    if (message.kind === 'end') process.exit(0);
    if (message.kind !== 'message' || message.message.kind !== 'call') return;
    const { connection } = message;
    const { id, method } = message.message;
    if (method === 'die') process.exit(3);
    const answers: Record<string, unknown> = {
      where: { type: process.type, env: process.env.CONTOURIST_NODE },
      long: 'x'.repeat(2 ** 25),
    };
    post({ connection, message: { kind: 'result', id, output: answers[method] } });
  },
  () => process.exit(1),
);
