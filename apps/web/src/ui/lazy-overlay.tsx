// A dialog or sheet whose code is loaded when it is first opened. When it does not come, it closes and a toast says why.
import type { ComponentType } from "react";
import { LazyPart } from "./lazy-part.ts";
import { useLazyPart } from "./use-lazy-part.ts";

/** The component that the import brings, loaded when it is first shown. */
export function lazyOverlay<Props extends { onClose: () => void }>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  const part = new LazyPart(load);
  return function LazyOverlay(props: Props) {
    const Overlay = useLazyPart(part, true, props.onClose);
    return Overlay === null ? null : <Overlay {...props} />;
  };
}
