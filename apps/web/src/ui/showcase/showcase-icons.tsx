// All icons in their three sizes.
import {
  AddIcon,
  ShareIcon,
  BackIcon,
  ForwardIcon,
  DownIcon,
  MoreIcon,
  CloseIcon,
  DownloadIcon,
  UploadIcon,
  TrashIcon,
  UndoIcon,
  SwapIcon,
  EditIcon,
  SettingsIcon,
  SearchIcon,
  FileIcon,
} from "../icons/action-icons.tsx";
import {
  LeftFootIcon,
  RightFootIcon,
  ShoeIcon,
  RunIcon,
  WalkIcon,
  StairsIcon,
  ClockIcon,
  RulerIcon,
  WaveIcon,
  PathIcon,
  StrikeIcon,
  HillIcon,
} from "../icons/run-icons.tsx";
import { CheckIcon, GoodIcon, WarnIcon, BadIcon, InfoIcon, StorageIcon, OfflineIcon } from "../icons/state-icons.tsx";
import { Section } from "../section.tsx";
import { useWords } from "./words.ts";

const ICONS = {
  AddIcon,
  ShareIcon,
  BackIcon,
  ForwardIcon,
  DownIcon,
  MoreIcon,
  CloseIcon,
  DownloadIcon,
  UploadIcon,
  TrashIcon,
  UndoIcon,
  SwapIcon,
  EditIcon,
  SettingsIcon,
  SearchIcon,
  FileIcon,
  LeftFootIcon,
  RightFootIcon,
  ShoeIcon,
  RunIcon,
  WalkIcon,
  StairsIcon,
  ClockIcon,
  RulerIcon,
  WaveIcon,
  PathIcon,
  StrikeIcon,
  HillIcon,
  CheckIcon,
  GoodIcon,
  WarnIcon,
  BadIcon,
  InfoIcon,
  StorageIcon,
  OfflineIcon,
};

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
