// Bearer strings in links: they stand in the fragment, which no browser sends. The server prints ORIGIN/#/join/TOKEN; the
// app's own addresses are /join#TOKEN and /reset#TOKEN.

const LINK = /^#\/(join|reset)\/([A-Za-z0-9_.-]{8,200})$/;
const TOKEN = /^#([A-Za-z0-9_.-]{8,200})$/;

/** The app's address for a fragment that is such a link; null for all others. */ // SGN5
export function addressOfLink(fragment: string): string | null {
  const [, place, token] = LINK.exec(fragment) ?? [];
  return place === undefined || token === undefined ? null : `/${place}#${token}`;
}

/** The bearer string of an address; null where there is none. */
export function tokenOf(fragment: string): string | null {
  return TOKEN.exec(fragment)?.[1] ?? null;
}

/** Brings the app to the screen of such a link, at the start and while it is open. */
export function followBearerLinks(): void {
  const follow = (): void => {
    const address = addressOfLink(location.hash);
    if (address !== null) history.replaceState(null, "", address);
  };
  follow();
  addEventListener("hashchange", follow);
}
