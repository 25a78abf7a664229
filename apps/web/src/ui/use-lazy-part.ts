// A lazy part for components. When it does not come, a toast says so and offers a reload, which is what helps when the
// app was updated on the server meanwhile.
import { useEffect, useEffectEvent, useState } from "react";
import { useMessages } from "../language/language-context.tsx";
import type { LazyPart } from "./lazy-part.ts";
import { toasts } from "./toasts.ts";

/** Whether the notice is on the screen, so that pressing often does not stack it. */
let isTold = false;

/** The part, null until it is there. It is loaded when it is wanted; `onFailure` is called when it did not come. */
export function useLazyPart<Part>(part: LazyPart<Part>, isWanted: boolean, onFailure: () => void): Part | null {
  const { app, refusal } = useMessages();
  const [loaded, setLoaded] = useState(() => part.loaded);
  const fail = useEffectEvent(() => {
    onFailure();
    if (isTold) return;
    isTold = true;
    toasts.show({
      message: refusal.failures.load,
      tone: "bad",
      shownForMs: null,
      action: { label: app.reload, onAction: () => location.reload() },
      onEnd: () => (isTold = false),
    });
  });
  useEffect(() => {
    if (!isWanted || loaded !== null) return undefined;
    let isStillWanted = true;
    part.load().then(
      (came) => isStillWanted && setLoaded(() => came),
      () => isStillWanted && fail(),
    );
    return () => {
      isStillWanted = false;
    };
  }, [part, isWanted, loaded]);
  return loaded ?? part.loaded;
}
