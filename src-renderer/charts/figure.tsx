import { ActionIcon, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMemo, useRef } from 'react';
import { notifyFailure } from '#renderer/components/notices/notify.tsx';
import { useSaveFigure } from '#renderer/queries/use-save-figure.ts';
import type { FigureFormat } from '#shared/contract/slices/figure.ts';
import { Chart } from './chart.tsx';
import type { ChartTokens } from './chart-tokens.ts';
import { figureOfPicture } from './export-picture.ts';
import styles from './figure.module.css';
import type { Picture } from './picture.ts';
import { EXPORT_TOKENS, useChartTokens } from './use-chart-tokens.ts';

/** For whom a picture is drawn: a screen with its theme and titles in HTML, or a file on white with titles as text. */
export interface ChartLook {
  readonly tokens: ChartTokens;
  readonly titles: 'html' | 'text';
}

interface FigureProps {
  /** Builds the picture; keep it the same function while the data are the same. */
  readonly make: (look: ChartLook) => Picture;
  /** What the chart shows, in words, with its present value where it has one. */
  readonly label: string;
  /** Of saved files, without ending: `leave-one-out`. */
  readonly fileName: string;
}

/** A chart that can be saved as SVG, PDF or PNG, by the very builder that draws it on screen. */
export function Figure({ make, label, fileName }: FigureProps) {
  const tokens = useChartTokens();
  const { saveFigure } = useSaveFigure();
  const frame = useRef<HTMLDivElement>(null);
  const picture = useMemo(() => make({ tokens, titles: 'html' }), [make, tokens]);

  const save = async (format: FigureFormat) => {
    try {
      const exported = make({ tokens: EXPORT_TOKENS, titles: 'text' });
      const size = { width: frame.current?.clientWidth ?? 480, height: frame.current?.clientHeight ?? 360 };
      await saveFigure(fileName, figureOfPicture(exported, size, label), format);
    } catch (error) {
      notifyFailure({ title: 'The figure could not be saved', error });
    }
  };

  return (
    <div ref={frame} className={styles.figure}>
      <Chart picture={picture} label={label} />
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon className={styles.save ?? ''} size={24} aria-label="Save this figure">
            <IconDownload size={16} stroke={1.5} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void save('svg')}>SVG</Menu.Item>
          <Menu.Item onClick={() => void save('pdf')}>PDF</Menu.Item>
          <Menu.Item onClick={() => void save('png')}>PNG</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
