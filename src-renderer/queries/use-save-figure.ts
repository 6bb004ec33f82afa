import { useApi, useHost } from '#renderer/host/surroundings-provider.tsx';
import type { Figure, FigureFormat } from '#shared/contract/slices/figure.ts';

const MEDIA_TYPE: Readonly<Record<FigureFormat, string>> = {
  svg: 'image/svg+xml',
  pdf: 'application/pdf',
  png: 'image/png',
};

/** Figures as files, which the core writes: its fonts and formulas are the same in every format and on every machine. */
export function useSaveFigure() {
  const client = useApi();
  const host = useHost();
  const figureFile = async (figure: Figure, format: FigureFormat): Promise<Blob> => {
    const { base64 } = await client.call('figure.export', { figure, format });
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    return new Blob([bytes], { type: MEDIA_TYPE[format] });
  };
  return {
    figureFile,
    /** Offers the file under a name without ending. */
    saveFigure: async (name: string, figure: Figure, format: FigureFormat) =>
      host.saveFile(`${name}.${format}`, await figureFile(figure, format), MEDIA_TYPE[format]),
  };
}
