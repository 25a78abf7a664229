// Icons of running: feet, ways of moving, what is measured.
import { Icon, type IconProps } from "./icon.tsx";

const SOLE =
  "M10.6 3.2c2.7-.4 4.6 1.6 4.9 4.4.2 2-.6 3.5-.7 5.4-.1 1.5.5 2.6.4 4.2-.2 2.2-1.6 3.7-3.5 3.6-1.9-.1-3-1.6-3-3.6 0-2 .5-2.8.3-4.7-.2-1.7-1.3-2.9-1.4-5C7.5 5.2 8.6 3.5 10.6 3.200ZM8.6 14.300h6.3";

export function LeftFootIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d={SOLE} />
    </Icon>
  );
}

export function RightFootIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d={SOLE} transform="matrix(-1 0 0 1 24 0)" />
    </Icon>
  );
}

export function ShoeIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M3 17.500v-9c2.2 1.5 4.3 1 5.5-1.500l5 5 5 1.500a3 3 0 0 1 2.5 3v1H3ZM3 14.800h6.500l2.5 2.700M10.6 9.1 9.2 10.500M12.6 11.100l-1.4 1.4" />
    </Icon>
  );
}

export function RunIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <circle cx="15.2" cy="4.7" r="1.9" />
      <path d="M6.5 10.8 9.3 8l4 .9-2.8 5.3 3.5 2.3-.6 4.500M10.5 14.2 8.8 17 4.5 17.200M13.3 8.900l2 2.8 3.2.3" />
    </Icon>
  );
}

export function WalkIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <circle cx="12.7" cy="4.5" r="1.9" />
      <path d="M8.5 12.3 9.2 9.500l3-1.5.3 5.5 2.8 2.7.9 4.300M12.5 13.500l-1.2 3.300L8.5 20.500M12.2 8l2 2.8 2.8 1" />
    </Icon>
  );
}

export function StairsIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M3.5 20h4.300v-4.300h4.300v-4.300h4.300V7h4.1" />
      <path d="M5 10.5 10.5 5M6.8 5h3.700v3.7" />
    </Icon>
  );
}

export function ClockIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 7v5l3.5 2" />
    </Icon>
  );
}

export function RulerIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M3.5 15.5 15.5 3.500l5 5-12 12-5-5ZM7 12l1.8 1.800M10 9l2.6 2.600M13 6l1.8 1.8" />
    </Icon>
  );
}

export function WaveIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M2.5 13h3L8 6l3.5 12 3-9.500L16.5 13h5" />
    </Icon>
  );
}

export function PathIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M3.5 18.500h17" />
      <path d="M4.5 15.500c1.5-8 6.5-11 9-6.5 1 2 2.5 4 6.5 6" strokeDasharray="0.1 3" />
    </Icon>
  );
}

export function StrikeIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M3.5 19.500h17M5.5 18 18 9.500c1.3-.9 2.3.5 1.3 1.600L13 18M5.5 18v-4.5" />
    </Icon>
  );
}

export function HillIcon(props: IconProps) {
  return (
    <Icon {...props}>
      <path d="M2.5 19 9 8l4 6 2.5-3.5 6 8.500h-19Z" />
    </Icon>
  );
}
