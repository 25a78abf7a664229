// Installing the app where the browser offers it to pages (beforeinstallprompt); elsewhere the settings say how.
// Goes out: a value to subscribe to.

/** Source: WICG manifest incubations. */
interface InstallPromptEvent extends Event {
  prompt(): Promise<unknown>;
}

/** Whether the browser would ask the runner now, and whether this is the installed app already. */
export interface InstallState {
  canPrompt: boolean;
  isInstalled: boolean;
}

let kept: InstallPromptEvent | null = null;
let state: InstallState = {
  canPrompt: false,
  isInstalled: window.matchMedia("(display-mode: standalone)").matches,
};
const listeners = new Set<() => void>();

function change(next: Partial<InstallState>): void {
  state = { ...state, ...next };
  for (const listener of listeners) listener();
}

window.addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault(); // the settings offer it when the runner looks for it
  kept = event as InstallPromptEvent;
  change({ canPrompt: true });
});
window.addEventListener("appinstalled", () => change({ canPrompt: false, isInstalled: true }));

/** The state as it is; the same object until it changes. */
export function installState(): InstallState {
  return state;
}

/** Hears of changes. Goes out: the way to stop. */
export function subscribeInstall(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Lets the browser ask. */
export function promptInstall(): void {
  void kept?.prompt();
  kept = null;
  change({ canPrompt: false });
}
