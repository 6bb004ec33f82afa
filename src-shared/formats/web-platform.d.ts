/** The part of the encoding standard used here: Node and browsers have it, the language's own types do not. */
declare class TextDecoder {
  constructor(
    label: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252',
    options?: { readonly fatal?: boolean },
  );
  decode(bytes: Uint8Array): string;
}

declare class Blob {
  constructor(parts: readonly Uint8Array<ArrayBuffer>[]);
  stream(): ReadableStream<Uint8Array>;
}

interface ReadableStream<T> {
  pipeThrough<To>(transform: { readonly readable: ReadableStream<To> }): ReadableStream<To>;
  getReader(): {
    read(): Promise<
      { readonly done: false; readonly value: T } | { readonly done: true; readonly value?: undefined }
    >;
    cancel(): Promise<void>;
  };
}

declare class DecompressionStream {
  constructor(format: 'gzip');
  readonly readable: ReadableStream<Uint8Array>;
}

declare class WritableStream<T> {
  constructor(sink: { write(piece: T): void });
}

declare const console: Record<'log' | 'warn' | 'error', (...args: unknown[]) => void>;
