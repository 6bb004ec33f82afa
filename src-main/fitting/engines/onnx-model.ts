/**
 * The one-node ONNX models that the onnxruntime engine runs, encoded by hand: a protobuf message is a list of
 * (field, wire type, value), and these models need only strings, integers and nested messages. A general protobuf
 * library and the ONNX schema would be a hundred times this file.
 *
 * Field numbers: github.com/onnx/onnx, onnx/onnx.proto.
 */
const VARINT = 0;
const LENGTH_DELIMITED = 2;
const FLOAT64 = 11;
const ATTRIBUTE_INT = 2;

/** C = A·B, or A·Bᵀ, of two float64 matrices of any size, as the bytes of an ONNX model with inputs A, B and output C. */
export function matrixProductModel(transposeB: boolean): Uint8Array {
  const node = message(
    text(1, 'A'),
    text(1, 'B'),
    text(2, 'C'),
    text(4, 'Gemm'),
    nested(5, message(text(1, 'transB'), integer(3, transposeB ? 1 : 0), integer(20, ATTRIBUTE_INT))),
  );
  const graph = message(
    nested(1, node),
    text(2, 'product'),
    nested(11, matrixInfo('A')),
    nested(11, matrixInfo('B')),
    nested(12, matrixInfo('C')),
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
