// The picture of the first visit: two soles and the waves that their motion writes. Decoration.

const SOLE =
  "M52 8c24-4 42 13 45 41 2 19-6 32-7 51-1 17 7 28 5 45-2 19-16 30-34 28-17-1-27-15-26-35 1-17 8-26 6-44C39 76 27 66 26 44 25 25 36 11 52 8z";

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
