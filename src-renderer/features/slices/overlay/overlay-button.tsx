import { Button, FileButton, Menu } from '@mantine/core';
import { IconPlus, IconStack2, IconTrash } from '@tabler/icons-react';
import { notifyFailure } from '#renderer/components/notices/notify.tsx';
import { readContourFile } from '#shared/contour-files/read-contour-file.ts';
import type { ContoursProps } from '../contours-props.ts';
import type { Overlay } from '../contours-view.ts';

const ACCEPTED = '.csv,.tsv,.txt,.json,.yaml,.yml';

/** Lays contours of files over the slice, and takes them away again. */
export function OverlayButton({ view, change, choice }: Pick<ContoursProps, 'view' | 'change' | 'choice'>) {
  const add = async (files: File[]) => {
    const read: Overlay[] = [];
    for (const file of files) {
      try {
        read.push(...(await overlaysOf(file, choice)));
      } catch (error) {
        notifyFailure({ title: 'Could not overlay the file', error });
      }
    }
    const names = new Set(read.map(({ name }) => name));
    change({ overlays: [...view.overlays.filter(({ name }) => !names.has(name)), ...read] });
  };
  const trigger = (open: () => void) => (
    <Button variant="subtle" color="gray" leftSection={<IconStack2 />} onClick={open}>
      Overlay file
    </Button>
  );
  if (view.overlays.length === 0) {
    return (
      <FileButton multiple accept={ACCEPTED} onChange={(files) => void add(files)}>
        {({ onClick }) => trigger(onClick)}
      </FileButton>
    );
  }
  return (
    <FileButton multiple accept={ACCEPTED} onChange={(files) => void add(files)}>
      {({ onClick }) => (
        <Menu position="bottom-end" width={260}>
          <Menu.Target>
            <Button variant="light" color="accent" leftSection={<IconStack2 />}>
              Overlay file
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconPlus size={16} stroke={1.5} />} onClick={onClick}>
              Add a file
            </Menu.Item>
            <Menu.Divider />
            {view.overlays.map(({ name }) => (
              <Menu.Item
                key={name}
                leftSection={<IconTrash size={16} stroke={1.5} />}
                onClick={() => change({ overlays: view.overlays.filter((overlay) => overlay.name !== name) })}
              >
                {name}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </FileButton>
  );
}

/** The contours of a file by name: the file's alone where it has one without a name. */
async function overlaysOf(given: File, { x, y }: ContoursProps['choice']): Promise<Overlay[]> {
  const file = given.name.replace(/\.[^.]+$/, '');
  const axes = { x: x.name, y: y.name };
  const bytes = new Uint8Array(await given.arrayBuffer());
  const contours = await readContourFile({ name: given.name, bytes }, axes);
  return contours.map(({ label, lines }) => ({
    name: label === '' ? file : `${file}, ${label}`,
    ...axes,
    lines,
  }));
}
