// The icons of zooming: more and less.
import { Icon } from "../../../ui/icons/icon.tsx";

export { AddIcon } from "../../../ui/icons/action-icons.tsx";

export function SubtractIcon() {
  return (
    <Icon>
      <path d="M5 12h14" />
    </Icon>
  );
}
