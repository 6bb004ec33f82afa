/** Holds the place of a virtual table's rows out of view, above or below those that exist. */
export function VirtualSpacer({ height, span }: { height: number; span: number }) {
  return (
    <tr aria-hidden>
      <td colSpan={span} style={{ height, padding: 0, border: 0 }} />
    </tr>
  );
}
