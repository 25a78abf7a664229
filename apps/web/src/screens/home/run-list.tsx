// The runs of this device: the newest as a card with the one thing only the shoe could tell, the others as rows.
import { Link } from "wouter";
import { InsecureNote } from "../../app/insecure-note.tsx";
import { useFormat, useMessages } from "../../language/language-context.tsx";
import type { QuantityText } from "../../language/quantity-format.ts";
import type { StoredRun } from "../../store/stored-run.ts";
import { DemoBadge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { AddIcon } from "../../ui/icons/action-icons.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { wordInsight } from "../run/words/word-insight.ts";
import { PaceLine } from "./pace-line.tsx";
import { RunMenu } from "./run-menu.tsx";
import { WeekBars } from "./week-bars.tsx";

/** A number with its unit; `value` is the analysis' own number. */
function Quantity({ value, shown, className }: { value: number; shown: QuantityText; className?: string }) {
  return (
    <data value={String(value)} className={className}>
      {shown.text}
      <span className="run-row__unit">{` ${shown.unit}`}</span>
    </data>
  );
}

/** Distance, time, pace; nothing where nothing was found. */
function RunFigures({ run }: { run: StoredRun }) {
  const { home } = useMessages();
  const format = useFormat();
  const { distanceMeters, durationSec, speedMps, strideCount, figuresActivity } = run.summary;
  if (strideCount === 0) return <p className="run-row__figures">{home.empty}</p>;
  return (
    <p className="run-row__figures">
      {distanceMeters === 0 ? (
        <span>{home.noDistance}</span>
      ) : (
        <Quantity value={distanceMeters} shown={format.distance(distanceMeters)} className="run-row__distance" />
      )}
      <data value={String(durationSec)}>{format.duration(durationSec)}</data>
      {speedMps !== null && (
        <span>
          <Quantity value={speedMps} shown={format.pace(speedMps)} />
          {figuresActivity !== undefined && figuresActivity !== null && (
            <span className="run-row__unit">{` ${home.paceWhile[figuresActivity]}`}</span>
          )}
        </span>
      )}
    </p>
  );
}

function RunFacts({ run }: { run: StoredRun }) {
  const { app, home } = useMessages();
  const format = useFormat();
  const { feet } = run.summary;
  return (
    <p className="run-row__facts">
      {run.demo !== null && <DemoBadge />}
      <span>{format.dateTime(run.startedAtMs, run.timeZone)}</span>
      {feet !== "both" && <span>{home.oneFoot(feet === "left" ? app.leftFoot : app.rightFoot)}</span>}
    </p>
  );
}

function RunRow({ run, isNewest }: { run: StoredRun; isNewest: boolean }) {
  const messages = useMessages();
  const format = useFormat();
  const sentence = isNewest && run.insight !== null ? wordInsight({ messages, format }, run.insight) : null;
  return (
    <li className={`run-row${isNewest ? " run-row--newest" : ""}`}>
      <div className="run-row__words">
        <h2 className="run-row__name">
          <Link href={`/runs/${run.runId}`} className="run-row__link">
            {run.name === "" ? messages.run.untitled : run.name}
          </Link>
        </h2>
        <RunFacts run={run} />
        <RunFigures run={run} />
      </div>
      <PaceLine speedsMps={run.speedsMps} />
      <div className="run-row__menu">
        <RunMenu run={run} />
      </div>
      {sentence !== null && (
        <p className="run-row__insight">
          <span className="run-row__insight-head">{messages.home.onlyShoe}</span>
          {sentence}
        </p>
      )}
    </li>
  );
}

function Totals({ runs }: { runs: readonly StoredRun[] }) {
  const { home } = useMessages();
  const format = useFormat();
  const real = runs.filter(({ demo }) => demo === null);
  if (real.length === 0) return null;
  const distance = format.distance(real.reduce((sum, { summary }) => sum + summary.distanceMeters, 0));
  return (
    <p className="home__totals">
      {home.count(real.length, format.number(real.length))} · {distance.text} {distance.unit} {home.totalDistance}
    </p>
  );
}

/** The list. */
export function RunList({ runs, onDemo }: { runs: readonly StoredRun[]; onDemo: () => void }) {
  const { home, importing } = useMessages();
  const hasRealRun = runs.some(({ demo }) => demo === null);
  return (
    <>
      <Totals runs={runs} />
      <WeekBars runs={runs} />
      <InsecureNote />
      <ol className="run-list">
        {runs.map((run, index) => (
          <RunRow run={run} isNewest={index === 0} key={run.runId} />
        ))}
      </ol>
      <div className="home__add">
        <LinkButton href="/import" kind="primary" size="l" icon={<AddIcon />}>
          {importing.title}
        </LinkButton>
        {!hasRealRun && <Button onPress={onDemo}>{home.demoAction}</Button>}
      </div>
    </>
  );
}
