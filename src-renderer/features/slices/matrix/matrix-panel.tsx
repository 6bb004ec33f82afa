import { Button, Menu } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconChevronDown } from '@tabler/icons-react';
import { Panel } from '#renderer/components/layout/panel.tsx';
import { ParameterLabel } from '#renderer/components/math/parameter-label.tsx';
import { parameterTitle } from '#renderer/components/math/parameter-title.ts';
import { formatParameterValue } from '#renderer/components/numbers/format-quantity.ts';
import { createScale } from '#shared/domain/parameter-scale.ts';
import styles from '../contours.module.css';
import type { ContoursProps } from '../contours-props.ts';
import { movePointer } from '../pointer-state.ts';
import type { SliceInput } from '../slice/use-slice.ts';
import { panelValues } from '../slice-choice.ts';
import { nearestPanel } from './nearest-panel.ts';
import { SmallSlice } from './small-slice.tsx';

interface MatrixPanelProps extends ContoursProps {
  readonly input: SliceInput;
  /** While the slice itself is being computed the small ones wait. */
  readonly isBusy: boolean;
}

const SIZES = [2, 3, 4, 5];

/** Pixels between the small slices, and what the labels take beside and below them. */
const GAP = 6;
const LEFT = 42;
const BOTTOM = 38;

/** Small slices over one or two further parameters; a click goes there. */
export function MatrixPanel(props: MatrixPanelProps) {
  const { choice, view, change, input, isBusy } = props;
  const { rows, columns, fixed } = choice;
  const { ref, width, height } = useElementSize();
  if (columns === null) return null;
  const across = panelValues(columns, view.panels);
  const upwards = rows === null ? [] : panelValues(rows, view.panels);
  const up = rows === null ? [null] : upwards.toReversed();
  const current = {
    column: nearestPanel(columns, across, fixed[columns.name]),
    row: rows === null ? 0 : upwards.length - 1 - nearestPanel(rows, upwards, fixed[rows.name]),
  };
  const panelWidth = Math.floor((width - LEFT - GAP * (across.length - 1)) / across.length);
  const panelHeight = Math.min(
    Math.floor((height - BOTTOM - GAP * up.length) / up.length),
    Math.round(panelWidth * 1.7),
  );
  return (
    <Panel
      title={`Slices over ${[rows, columns].flatMap((parameter) => (parameter ? [parameterTitle(parameter, false)] : [])).join(' and ')}`}
      value={<MatrixMenu {...props} />}
    >
      <div ref={ref} className={styles.matrix}>
        <div className={styles.matrixYTitle}>{rows && <ParameterLabel parameter={rows} />}</div>
        <div className={styles.matrixRows}>
          {up.map((value) => (
            <span key={value} style={{ height: panelHeight, marginBottom: GAP }}>
              {rows && value !== null && formatParameterValue(value, rows)}
            </span>
          ))}
        </div>
        <div className={styles.matrixPanels}>
          {panelWidth > 0 &&
            up.map((rowValue, row) => (
              <div key={rowValue} className={styles.matrixRow} style={{ gap: GAP, marginBottom: GAP }}>
                {across.map((columnValue, column) => (
                  <SmallSlice
                    key={columnValue}
                    input={{
                      ...input,
                      fixed: {
                        ...input.fixed,
                        [columns.name]: columnValue,
                        ...(rows && rowValue !== null && { [rows.name]: rowValue }),
                      },
                    }}
                    label={[
                      `${columns.name} = ${formatParameterValue(columnValue, columns)}`,
                      ...(rows && rowValue !== null
                        ? [`${rows.name} = ${formatParameterValue(rowValue, rows)}`]
                        : []),
                    ].join(', ')}
                    isCurrent={current.row === row && current.column === column}
                    isBusy={isBusy}
                    width={panelWidth}
                    height={panelHeight}
                    field={view.field === 'none' ? null : view.field}
                    onPoint={(acrossShare, upShare) =>
                      movePointer({
                        x: createScale(choice.x).fromUnit(acrossShare),
                        y: createScale(choice.y).fromUnit(upShare),
                      })
                    }
                    onChoose={() =>
                      change({
                        fixed: {
                          ...view.fixed,
                          [columns.name]: columnValue,
                          ...(rows && rowValue !== null && { [rows.name]: rowValue }),
                        },
                      })
                    }
                  />
                ))}
              </div>
            ))}
          <div className={styles.matrixColumns}>
            {across.map((value) => (
              <span key={value} style={{ width: panelWidth }}>
                {formatParameterValue(value, columns)}
              </span>
            ))}
          </div>
          <div className={styles.matrixFoot}>
            <span>axes as in the slice</span>
            <ParameterLabel parameter={columns} />
          </div>
        </div>
      </div>
    </Panel>
  );
}

/** How many small slices there are, and over which parameters. */
function MatrixMenu({ choice, view, change }: MatrixPanelProps) {
  const { hidden, rows, columns } = choice;
  const size = (count: number) => (rows === null ? String(count) : `${count} × ${count}`);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="subtle" color="gray" size="compact-sm" rightSection={<IconChevronDown size={14} />}>
          {size(view.panels)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Slices each way</Menu.Label>
        {SIZES.map((count) => (
          <Menu.Item key={count} onClick={() => change({ panels: count })}>
            {size(count)}
          </Menu.Item>
        ))}
        {hidden.length > 1 && <Menu.Label>Across</Menu.Label>}
        {hidden.length > 1 &&
          hidden.map((parameter) => (
            <Menu.Item
              key={parameter.name}
              onClick={() =>
                change({
                  columns: parameter.name,
                  rows: parameter.name === rows?.name ? (columns?.name ?? null) : (rows?.name ?? null),
                })
              }
            >
              <ParameterLabel parameter={parameter} />
            </Menu.Item>
          ))}
        {hidden.length > 2 && <Menu.Label>Upwards</Menu.Label>}
        {hidden.length > 2 &&
          hidden
            .filter(({ name }) => name !== columns?.name)
            .map((parameter) => (
              <Menu.Item
                key={parameter.name}
                onClick={() => change({ rows: parameter.name, columns: columns?.name ?? null })}
              >
                <ParameterLabel parameter={parameter} />
              </Menu.Item>
            ))}
      </Menu.Dropdown>
    </Menu>
  );
}
