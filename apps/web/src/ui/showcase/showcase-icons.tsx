// All icons in their three sizes.
import * as actionIcons from "../icons/action-icons.tsx";
import * as runIcons from "../icons/run-icons.tsx";
import * as stateIcons from "../icons/state-icons.tsx";
import { Section } from "../section.tsx";
import { useWords } from "./words.ts";

const ICONS = { ...actionIcons, ...runIcons, ...stateIcons };

/** The icons. */
export function ShowcaseIcons() {
  const words = useWords();
  return (
    <Section title={words.icons} lead={words.iconsWhen}>
      <ul className="icon-samples">
        {Object.entries(ICONS).map(([name, Drawing]) => (
          <li className="icon-sample" key={name}>
            <Drawing size="s" />
            <Drawing />
            <Drawing size="l" />
            <code>{name.replace("Icon", "")}</code>
          </li>
        ))}
      </ul>
    </Section>
  );
}
