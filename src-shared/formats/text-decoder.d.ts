/** The part of the encoding standard used here: Node and browsers have it, the language's own types do not. */
declare class TextDecoder {
  constructor(label: 'utf-8', options?: { readonly fatal?: boolean });
  decode(bytes: Uint8Array): string;
}
