// The icons of stepping through strides.
import { Icon } from "../../../ui/icons/icon.tsx";

export function PlayIcon() {
  return (
    <Icon>
      <path d="M8 5.5v13l10-6.5Z" />
    </Icon>
  );
}

export function PauseIcon() {
  return (
    <Icon>
      <path d="M8.5 5.5v13M15.5 5.5v13" />
    </Icon>
  );
}
