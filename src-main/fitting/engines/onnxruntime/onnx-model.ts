/**
 * The one-node ONNX models that the onnxruntime engine runs, encoded by hand: a protobuf message is a list of
 * (field, wire type, value), and these models need only strings, integers and nested messages. A general protobuf
 * library and the ONNX schema would be a hundred times this file.
 *
 * Field numbers: github.com/onnx/onnx, onnx/onnx.proto.
 */
const VARINT = 0;
const LENGTH_DELIMITED = 2;
const FIXED_32 = 5;
const FLOAT64 = 11;
const ATTRIBUTE_FLOAT = 1;
const ATTRIBUTE_INT = 2;

/** One product of float64 matrices of any size, Y = α·op(A)·op(B) + β·C. */
export interface MatrixProduct {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  /** α where C is added to the product; without it Y is op(A)·op(B) and there is no C. */
  readonly addedWith?: 1 | -1;
}

/** A product as the bytes of an ONNX model with inputs A, B (and C) and output Y. */
export function matrixProductModel({ transposeA, transposeB, addedWith }: MatrixProduct): Uint8Array {
  const inputs = addedWith === undefined ? ['A', 'B'] : ['A', 'B', 'C'];
  const flag = (name: string, value: boolean) =>
    nested(5, message(text(1, name), integer(3, value ? 1 : 0), integer(20, ATTRIBUTE_INT)));
  const alpha = nested(5, message(text(1, 'alpha'), float(2, addedWith ?? 1), integer(20, ATTRIBUTE_FLOAT)));
  const node = message(
    ...inputs.map((name) => text(1, name)),
    text(2, 'Y'),
    text(4, 'Gemm'),
    alpha,
    flag('transA', transposeA),
    flag('transB', transposeB),
  );
  const graph = message(
    nested(1, node),
    text(2, 'product'),
    ...inputs.map((name) => nested(11, matrixInfo(name))),
    nested(12, matrixInfo('Y')),
  );
  const irVersion = 8;
  const operatorSet = 13;
  return Uint8Array.from(
    message(integer(1, irVersion), nested(7, graph), nested(8, message(integer(2, operatorSet)))),
  );
}

/** A float64 matrix whose sizes are known only when it is there. */
function matrixInfo(name: string): number[] {
  const shape = message(
    nested(1, message(text(2, `${name}_rows`))),
    nested(1, message(text(2, `${name}_columns`))),
  );
  const tensor = message(integer(1, FLOAT64), nested(2, shape));
  return message(text(1, name), nested(2, message(nested(1, tensor))));
}

function message(...fields: number[][]): number[] {
  return fields.flat();
}

function integer(field: number, value: number): number[] {
  return [...varint((field << 3) | VARINT), ...varint(value)];
}

function float(field: number, value: number): number[] {
  return [...varint((field << 3) | FIXED_32), ...new Uint8Array(Float32Array.of(value).buffer)];
}

function nested(field: number, bytes: readonly number[]): number[] {
  return [...varint((field << 3) | LENGTH_DELIMITED), ...varint(bytes.length), ...bytes];
}

function text(field: number, value: string): number[] {
  return nested(field, [...new TextEncoder().encode(value)]);
}

/** Seven bits a byte, the least significant first, the top bit set on all but the last. */
function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return [...bytes, rest];
}
