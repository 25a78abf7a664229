// A text as a QR code, drawn as one path: dark squares on light in both themes, as scanners want it. Loaded when a link is
// shown. Source: ISO/IEC 18004; the matrix is uqr's.
import { encode } from "uqr";

/** Light modules around it: four. ISO/IEC 18004 §6.3.8. */
const QUIET_MODULES = 4;

/** One square a dark module, in rows. */
function drawModules(matrix: readonly (readonly boolean[])[]): string {
  return matrix
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x + QUIET_MODULES} ${y + QUIET_MODULES}h1v1h-1z` : "")))
    .join("");
}

/** The picture. */
export function QrPicture({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: "M", border: 0 });
  const side = size + 2 * QUIET_MODULES;
  return (
    <svg
      className="account__qr"
      viewBox={`0 0 ${side} ${side}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={side} height={side} fill="#fff" />
      <path d={drawModules(data)} fill="#000" />
    </svg>
  );
}
