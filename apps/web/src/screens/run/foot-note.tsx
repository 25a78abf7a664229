// How a run was computed: algorithm, parameters, ranges, files, what is kept. The end of the page.
import { useIsSyncOff } from "../../app/where-syncing.tsx";
import type { StoredRun } from "../../store/stored-run.ts";
import { useFormat, useMessages } from "../../language/language-context.tsx";
import "./foot-note.css";

/** Characters of the kernel's hash that tell two kernels apart by eye. */
const HASH_SHOWN = 12;

/** Small print that makes the numbers reproducible. */
export function FootNote({ run }: { run: StoredRun }) {
  const { run: texts } = useMessages();
  const format = useFormat();
  const { footNote } = texts;
  const isOff = useIsSyncOff(); // else the run may come from elsewhere, and be there
  const { version, packId, accRangeG, gyrRangeDps, kernelSha256 } = run.algorithm;
  const keptBytes = run.feet.reduce((sum, foot) => sum + foot.keptBytes, 0);
  return (
    <footer className="foot-note">
      <h2 className="foot-note__title">{footNote.title}</h2>
      <ul className="foot-note__list">
        <li>
          {footNote.algorithm(version, packId)} {footNote.range(format.number(accRangeG), format.number(gyrRangeDps))}
        </li>
        {kernelSha256 !== undefined && <li>{footNote.kernel(kernelSha256.slice(0, HASH_SHOWN))}</li>}
        {run.demo !== null && <li>{footNote.demo(run.demo.preset, String(run.demo.seed))}</li>}
        {run.feet.map((foot) => (
          <li key={foot.side}>{footNote.file(foot.side, foot.fileName)}</li>
        ))}
        <li>{keptBytes > 0 ? footNote.kept(format.bytes(keptBytes)) : isOff ? footNote.notKept : footNote.notHere}</li>
        {isOff && <li>{footNote.device}</li>}
        <li>{footNote.health}</li>
      </ul>
    </footer>
  );
}
