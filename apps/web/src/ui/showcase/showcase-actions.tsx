// Buttons, links, badges and marks.
import { useMessages } from "../../language/language-context.tsx";
import { Badge, DemoBadge, EstimateBadge } from "../badge.tsx";
import { Button } from "../button.tsx";
import { IconButton } from "../icon-button.tsx";
import { AddIcon, BackIcon, ShareIcon, TrashIcon } from "../icons/action-icons.tsx";
import { RunIcon } from "../icons/run-icons.tsx";
import { LinkButton } from "../link-button.tsx";
import { Section } from "../section.tsx";
import { SideMark } from "../side-mark.tsx";
import { BothThemes } from "./both-themes.tsx";
import { useWords } from "./words.ts";

function Buttons() {
  const words = useWords();
  const { app } = useMessages();
  return (
    <div className="showcase__stack">
      <div className="showcase__row">
        <Button kind="primary" icon={<AddIcon />}>
          {words.primary}
        </Button>
        <Button>{words.quiet}</Button>
        <Button kind="plain">{words.plain}</Button>
        <Button kind="danger" icon={<TrashIcon />}>
          {words.danger}
        </Button>
      </div>
      <div className="showcase__row">
        <Button size="s">{words.small}</Button>
        <Button kind="primary" size="s">
          {words.small}
        </Button>
        <Button kind="primary" isPending>
          {words.pending}
        </Button>
        <Button isDisabled>{words.disabled}</Button>
        <LinkButton href="/" icon={<RunIcon />}>
          {words.link}
        </LinkButton>
      </div>
      <div className="showcase__row">
        <IconButton label={app.back} icon={<BackIcon />} />
        <IconButton label={words.exportRun} icon={<ShareIcon />} kind="raised" />
        <IconButton label={app.add} icon={<AddIcon />} kind="primary" />
        <IconButton label={words.disabled} icon={<TrashIcon />} isDisabled />
      </div>
      <Button kind="primary" size="l" isWide>
        {words.wide}
      </Button>
    </div>
  );
}

/** What acts, and what marks. */
export function ShowcaseActions() {
  const words = useWords();
  return (
    <>
      <Section title={words.buttons} lead={words.buttonsWhen}>
        <BothThemes>
          <Buttons />
        </BothThemes>
      </Section>
      <Section title={words.badges} lead={words.badgesWhen}>
        <BothThemes>
          <div className="showcase__row">
            <DemoBadge />
            <EstimateBadge />
            <Badge>{words.neutral}</Badge>
            <Badge tone="accent">{words.neutral}</Badge>
            <Badge tone="good">{words.good}</Badge>
            <Badge tone="warn">{words.warn}</Badge>
            <Badge tone="bad">{words.bad}</Badge>
          </div>
          <div className="showcase__row">
            <SideMark side="left" />
            <SideMark side="right" />
            <SideMark side="both" />
            <SideMark side="left" withWord />
            <SideMark side="right" withWord />
            <SideMark side="both" withWord />
          </div>
        </BothThemes>
      </Section>
    </>
  );
}
