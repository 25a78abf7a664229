// Icons of how something is.
import { Icon, type IconProps } from "./icon.tsx";

export function CheckIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="m5 12.5 4.5 4.500L19 7.5" />
    </Icon>
  );
}

export function GoodIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <circle cx="12" cy="12" r="8.5" />
      <path d="m8 12.3 2.8 2.800L16 9.5" />
    </Icon>
  );
}

export function WarnIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M10.7 4.7 3.3 17.600a1.5 1.5 0 0 0 1.3 2.200h14.800a1.5 1.5 0 0 0 1.3-2.200L13.3 4.700a1.5 1.5 0 0 0-2.6 0ZM12 9.500v4.5" />
      <circle className="icon__solid" cx="12" cy="16.8" r="1.1" />
    </Icon>
  );
}

export function BadIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M8.5 3.500h7l5 5v7l-5 5h-7l-5-5v-7l5-5ZM9.3 9.300l5.4 5.400M14.7 9.300l-5.4 5.4" />
    </Icon>
  );
}

export function InfoIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 11v5.5" />
      <circle className="icon__solid" cx="12" cy="7.8" r="1.1" />
    </Icon>
  );
}

export function StorageIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <ellipse cx="12" cy="6" rx="7.5" ry="2.5" />
      <path d="M4.5 6v12c0 1.4 3.4 2.5 7.5 2.500s7.5-1.1 7.5-2.500V6M4.5 12c0 1.4 3.4 2.5 7.5 2.500s7.5-1.1 7.5-2.5" />
    </Icon>
  );
}

export function OfflineIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M5 5l14 14M4 10.500a12 12 0 0 1 4-2.500M12 7a12 12 0 0 1 8 3.500M7 14a7.5 7.5 0 0 1 4.5-2.2" />
      <circle className="icon__solid" cx="12" cy="18" r="1.4" />
    </Icon>
  );
}
