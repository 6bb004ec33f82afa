import { pdfFonts } from './export-fonts.ts';
import { splitForPdf } from './split-for-pdf.ts';

/** One of the faces that every reader of PDF has. */
const STANDARD_FACE = 'helvetica';

/** Writes an SVG file as a page of its size, with lines and texts as they are and not as pixels. */
export async function svgToPdf(svg: string): Promise<Blob> {
  // Read when first asked for: most never export a PDF.
  const [{ jsPDF }, { svg2pdf }, fonts] = await Promise.all([
    import('jspdf'),
    import('svg2pdf.js'),
    pdfFonts(),
  ]);
  const root = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
  const width = Number(root.getAttribute('width'));
  const height = Number(root.getAttribute('height'));
  const pdf = new jsPDF({
    unit: 'px',
    hotfixes: ['px_scaling'],
    format: [width, height],
    orientation: width > height ? 'landscape' : 'portrait',
  });
  for (const { name, style, base64 } of fonts) {
    pdf.addFileToVFS(`${name}.ttf`, base64);
    pdf.addFont(`${name}.ttf`, name, style);
  }
  splitTexts(root);
  await svg2pdf(root, pdf, { width, height });
  return pdf.output('blob');
}

/** Gives every piece of text a face that has its letters. */
function splitTexts(root: Element): void {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const text of texts) {
    const parent = text.parentElement;
    if (parent === null || !['text', 'tspan'].includes(parent.localName)) continue;
    const own = parent.getAttribute('font-family') ?? '';
    const family = own.startsWith('KaTeX_Math')
      ? 'KaTeX_Math'
      : own.startsWith('KaTeX_Main')
        ? 'KaTeX_Main'
        : null;
    const size = Number(parent.closest('[font-size]')?.getAttribute('font-size') ?? 12);
    text.replaceWith(
      ...splitForPdf(text.data, family).map((piece) => {
        const span = root.ownerDocument.createElementNS('http://www.w3.org/2000/svg', 'tspan');
        span.textContent = piece.text;
        span.setAttribute('font-family', piece.family ?? STANDARD_FACE);
        span.setAttribute('font-style', piece.family === 'KaTeX_Math' ? 'italic' : 'normal');
        span.setAttribute('font-weight', piece.family === null && isBold(parent) ? 'bold' : 'normal');
        if (piece.scale !== 1) span.setAttribute('font-size', String(size * piece.scale));
        if (piece.rise !== 0) span.setAttribute('dy', String(-piece.rise * size));
        return span;
      }),
    );
    parent.removeAttribute('font-style');
    if (family !== null) parent.removeAttribute('font-family');
  }
  for (const element of root.querySelectorAll('[font-weight="600"]')) element.removeAttribute('font-weight');
}

const isBold = (element: Element): boolean => element.closest('[font-weight="600"]') !== null;
