/** The part of the encoding standard used here: Node and browsers have it, the language's own types do not. */
declare class TextDecoder {
  constructor(
    label: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252',
    options?: { readonly fatal?: boolean },
  );
  decode(bytes: Uint8Array): string;
}
