// How the user wants numbers written, from the settings. It holds for the whole window, like a locale, so that no
// function that writes a number has to be handed it.

export interface NumberStyle {
  readonly decimal: 'point' | 'comma';
  readonly groupsThousands: boolean;
}

let style: NumberStyle = { decimal: 'point', groupsThousands: true };

/** Numbers written from now on have this style; the window writes all of them anew. */
export function setNumberStyle(next: NumberStyle): void {
  style = next;
}

/** A number as the formats write it (decimal point, thin spaces between thousands) in the user's style. */
export function inStyle(formatted: string): string {
  const grouped = style.groupsThousands ? formatted : formatted.replaceAll('\u202f', '');
  return style.decimal === 'point' ? grouped : grouped.replace('.', ',');
}
