import { type NamedParameter, parameterTitle } from './parameter-title.ts';
import { Tex } from './tex.tsx';

/** A parameter's symbol and its unit in brackets, `m_{Z'} [GeV]`, as headings, axes and choices show it. */
export function ParameterLabel({
  parameter,
  withUnit = true,
}: {
  parameter: NamedParameter;
  withUnit?: boolean;
}) {
  return <Tex>{parameterTitle(parameter, withUnit)}</Tex>;
}
