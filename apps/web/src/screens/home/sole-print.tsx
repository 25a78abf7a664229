// The picture of the first visit: two soles and the waves that their motion writes. Decoration.

const SOLE =
  "M46 6c26-3 45 17 48 45 2 20-4 31-6 47-2 15 4 26 3 43-2 20-15 33-33 32-17-1-28-14-28-33 0-17 6-26 4-43C32 79 19 68 18 45 17 24 28 8 46 6z";

/** The picture. */
export function SolePrint() {
  return (
    <svg className="sole-print" viewBox="0 0 320 200" aria-hidden="true" focusable="false">
      <g className="sole-print__left" transform="translate(152 14) scale(-1 1)">
        <path d={SOLE} />
      </g>
      <g className="sole-print__right" transform="translate(168 14)">
        <path d={SOLE} />
      </g>
      <path
        className="sole-print__wave"
        d="M0 108h44l10-24 16 54 14-46 8 16h60l12-34 16 70 16-58 10 22h30l10-20 14 40 12-28 8 8h40"
      />
    </svg>
  );
}
