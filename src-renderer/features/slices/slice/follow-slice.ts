import type { TakenSliceView } from '#shared/contract/slices/slices-methods.ts';

/** One way to ask for a slice; `key` tells two requests apart, `drag` those that differ by more than a slider. */
export interface FollowedRequest {
  readonly key: string;
  readonly drag: string;
}

export interface FollowOptions<Request extends FollowedRequest> {
  readonly ask: (
    request: Request,
    resolution: 'coarse' | 'full',
    signal: AbortSignal,
  ) => Promise<TakenSliceView>;
  /** An answer, which may be for an older request than the one that is wanted by now. */
  readonly onSlice: (taken: TakenSliceView, request: Request) => void;
  readonly onFailed: (error: unknown, request: Request) => void;
}

interface Running<Request> {
  readonly request: Request;
  readonly resolution: 'coarse' | 'full';
  readonly controller: AbortController;
}

/**
 * Follows a slider: the newest request is answered coarsely first and refined when it stands. A coarse slice under way is
 * let finish and shown, or a steady drag would never show one; those between it and the newest are never asked for.
 * Whatever else is out of date is cancelled.
 */
export class SliceFollower<Request extends FollowedRequest> {
  readonly #options: FollowOptions<Request>;
  #wanted: Request | null = null;
  #running: Running<Request> | null = null;

  constructor(options: FollowOptions<Request>) {
    this.#options = options;
  }

  /** @param from `full` leaves the coarse slice out, where a fine one is shown already */
  follow(request: Request, from: 'coarse' | 'full' = 'coarse'): void {
    this.#wanted = request;
    const running = this.#running;
    if (running === null) {
      this.#start(request, from);
      return;
    }
    const isOnItsWay = running.resolution === 'coarse' && running.request.drag === request.drag;
    if (isOnItsWay) return;
    running.controller.abort();
    this.#start(request, from);
  }

  stop(): void {
    this.#wanted = null;
    this.#running?.controller.abort();
    this.#running = null;
  }

  #start(request: Request, resolution: 'coarse' | 'full'): void {
    const controller = new AbortController();
    const running = { request, resolution, controller };
    this.#running = running;
    this.#options.ask(request, resolution, controller.signal).then(
      (taken) => this.#done(running, () => this.#options.onSlice(taken, request)),
      (error: unknown) => this.#done(running, () => this.#options.onFailed(error, request), true),
    );
  }

  #done(running: Running<Request>, tell: () => void, hasFailed = false): void {
    if (this.#running !== running) return;
    this.#running = null;
    const wanted = this.#wanted;
    if (wanted === null) return;
    const isWanted = wanted.key === running.request.key;
    if (isWanted || !hasFailed) tell();
    if (!isWanted) this.#start(wanted, 'coarse');
    else if (running.resolution === 'coarse' && !hasFailed) this.#start(wanted, 'full');
  }
}
