// The faces that the window sets its figures in, for files that must carry them along.
import interGreek from '@fontsource-variable/inter/files/inter-greek-wght-normal.woff2?url';
import inter from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';
import mainTtf from 'katex/dist/fonts/KaTeX_Main-Regular.ttf?url';
import main from 'katex/dist/fonts/KaTeX_Main-Regular.woff2?url';
import mathTtf from 'katex/dist/fonts/KaTeX_Math-Italic.ttf?url';
import math from 'katex/dist/fonts/KaTeX_Math-Italic.woff2?url';
import { base64Of } from '#renderer/host/read-upload.ts';

/** `@font-face` rules with the faces inside: an SVG that is drawn as an image may load nothing. */
export async function embeddedFontFaces(): Promise<string> {
  const faces = [
    { family: 'Inter', url: inter, style: 'normal' },
    { family: 'Inter', url: interGreek, style: 'normal', range: 'U+0370-03FF' },
    { family: 'KaTeX_Math', url: math, style: 'italic' },
    { family: 'KaTeX_Main', url: main, style: 'normal' },
  ];
  const rules = await Promise.all(
    faces.map(async ({ family, url, style, range }) => {
      const source = `src:url(data:font/woff2;base64,${await fetchBase64(url)}) format('woff2')`;
      const weight = family === 'Inter' ? 'font-weight:100 900;' : '';
      return `@font-face{font-family:${family};font-style:${style};${weight}${range ? `unicode-range:${range};` : ''}${source}}`;
    }),
  );
  return rules.join('');
}

/** The faces as TrueType for a PDF: those of its own have no Greek. */
export async function pdfFonts(): Promise<{ name: string; style: 'normal' | 'italic'; base64: string }[]> {
  const [upright, italic] = await Promise.all([fetchBase64(mainTtf), fetchBase64(mathTtf)]);
  return [
    { name: 'KaTeX_Main', style: 'normal', base64: upright },
    { name: 'KaTeX_Math', style: 'italic', base64: italic },
  ];
}

async function fetchBase64(url: string): Promise<string> {
  return base64Of(await (await fetch(url)).blob());
}
