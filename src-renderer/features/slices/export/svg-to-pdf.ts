import type { jsPDF } from 'jspdf';
import { pdfFonts } from './export-fonts.ts';
import { type PdfPiece, splitForPdf } from './split-for-pdf.ts';

/** One of the faces that every reader of PDF has. */
const STANDARD_FACE = 'helvetica';

/** Writes an SVG file as a page of its size, with lines and texts as they are and not as pixels. */
export async function svgToPdf(svg: string): Promise<Blob> {
  // Read when first asked for: most never export a PDF.
  const [{ jsPDF: Pdf }, { svg2pdf }, fonts] = await Promise.all([
    import('jspdf'),
    import('svg2pdf.js'),
    pdfFonts(),
  ]);
  const root = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
  const width = Number(root.getAttribute('width'));
  const height = Number(root.getAttribute('height'));
  const pdf = new Pdf({
    unit: 'px',
    hotfixes: ['px_scaling'],
    format: [width, height],
    orientation: width > height ? 'landscape' : 'portrait',
  });
  for (const { name, style, base64 } of fonts) {
    pdf.addFileToVFS(`${name}.ttf`, base64);
    pdf.addFont(`${name}.ttf`, name, style);
  }
  setTexts(root, pdf);
  await svg2pdf(root, pdf, { width, height });
  return pdf.output('blob');
}

/** Sets every line of text anew: pieces of one face each, placed by the widths that the PDF will give them. */
function setTexts(root: Element, pdf: jsPDF): void {
  for (const line of root.querySelectorAll('text')) {
    const runs = runsOf(line, pdf);
    const width = runs.reduce((sum, run) => sum + run.width, 0);
    const anchor = line.getAttribute('text-anchor');
    let x = Number(line.getAttribute('x')) - width * (anchor === 'end' ? 1 : anchor === 'middle' ? 0.5 : 0);
    for (const run of runs) {
      const piece = root.ownerDocument.createElementNS(root.namespaceURI, 'text');
      for (const name of ['fill', 'transform']) {
        const value = line.getAttribute(name);
        if (value !== null) piece.setAttribute(name, value);
      }
      const { family, style, weight, size, y, text } = run;
      const attributes = {
        x,
        y,
        'font-family': family,
        'font-style': style,
        'font-weight': weight,
        'font-size': size,
      };
      for (const [name, value] of Object.entries(attributes)) piece.setAttribute(name, String(value));
      // A space at an end of an element would be dropped.
      piece.textContent = text.replace(/^ | $/g, '\u00a0');
      line.before(piece);
      x += run.width;
    }
    line.remove();
  }
}

interface Run {
  readonly text: string;
  readonly family: string;
  readonly style: 'normal' | 'italic';
  readonly weight: 'normal' | 'bold';
  readonly size: number;
  readonly y: number;
  readonly width: number;
}

/** A line's pieces from left to right. */
function runsOf(line: Element, pdf: jsPDF): Run[] {
  const weight = line.getAttribute('font-weight') === '600' ? 'bold' : 'normal';
  const runs: Run[] = [];
  let y = Number(line.getAttribute('y'));
  const walk = (node: Node, size: number, face: PdfPiece['family']): void => {
    if (node instanceof Text) {
      for (const { text, family, scale, rise } of splitForPdf(node.data, face)) {
        y -= rise * size;
        const style = family === 'KaTeX_Math' ? 'italic' : 'normal';
        const run = {
          family: family ?? STANDARD_FACE,
          style,
          weight: family === null ? weight : 'normal',
        } as const;
        pdf.setFont(run.family, run.style, run.weight);
        runs.push({
          ...run,
          text,
          size: scale * size,
          y,
          width: pdf.getStringUnitWidth(text) * scale * size,
        });
      }
      return;
    }
    if (!(node instanceof Element)) return;
    y += Number(node.getAttribute('dy') ?? 0);
    const asked = node.getAttribute('font-family') ?? '';
    const own = (['KaTeX_Math', 'KaTeX_Main'] as const).find((name) => asked.startsWith(name)) ?? face;
    for (const child of node.childNodes) walk(child, Number(node.getAttribute('font-size') ?? size), own);
  };
  walk(line, 12, null);
  return runs;
}
