import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { type NamedParameter, parameterTitle } from '#renderer/components/math/parameter-title.ts';
import { Tex } from '#renderer/components/math/tex.tsx';
import styles from './home.module.css';

interface TileProps {
  /** What a click does, for screen readers: `Open Dark Higgs`. */
  readonly label: string;
  readonly onClick: () => void;
  readonly isDisabled?: boolean;
  /** The frame's content: a picture, or why there is none. */
  readonly picture: ReactNode;
  readonly frame?: 'solid' | 'dashed';
  /** The lines under the frame. */
  readonly children?: ReactNode;
  /** What stands in the frame's upper right corner under the pointer or the focus. */
  readonly menu?: ReactNode;
}

/** A campaign in the list: its picture in a frame, and what is to be known of it below. */
export function Tile({
  label,
  onClick,
  isDisabled = false,
  picture,
  frame = 'solid',
  children,
  menu,
}: TileProps) {
  return (
    <article className={styles.tile}>
      <UnstyledButton className={styles.open} onClick={onClick} aria-label={label} disabled={isDisabled}>
        <span className={styles.picture} data-kind={frame}>
          {picture}
        </span>
        {children}
      </UnstyledButton>
      {menu}
    </article>
  );
}

/** The name and the symbols of the parameters, under a tile's frame. */
export function TileHead({
  name,
  parameters,
}: {
  name: string;
  parameters: readonly { name: string; label?: string; scale: 'linear' | 'log' }[];
}) {
  return (
    <>
      <div className={styles.name}>
        <Tex>{name}</Tex>
      </div>
      <div className={styles.symbols}>
        <Tex>{parameters.map(symbolOf).join(', ')}</Tex>
      </div>
    </>
  );
}

function symbolOf(parameter: NamedParameter & { readonly scale: 'linear' | 'log' }): string {
  const symbol = parameterTitle(parameter, false);
  return parameter.scale === 'log' ? `${symbol} (log)` : symbol;
}
