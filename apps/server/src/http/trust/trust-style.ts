// The style sheet of the trust page. It is the one page that the app's own design does not reach: a phone sees it before it
// trusts the app. Contrast at least 7:1 in both schemes.

export const TRUST_STYLE = `:root {
  color-scheme: light dark;
  --ground: #ffffff; --text: #14181f; --soft: #eef1f5; --link: #0a4fa3; --on-link: #ffffff;
}
@media (prefers-color-scheme: dark) {
  :root { --ground: #11151b; --text: #eef1f5; --soft: #232a34; --link: #9cc7ff; --on-link: #11151b; }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 1rem; max-width: 40rem; background: var(--ground); color: var(--text);
  font: 1.0625rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere;
}
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0.75rem 0; }
h2 { font-size: 1.2rem; line-height: 1.3; margin: 1.75rem 0 0.5rem; }
ol, ul { padding-inline-start: 1.5rem; }
li { margin: 0.4rem 0; padding-inline-start: 0.25rem; }
a { color: var(--link); text-underline-offset: 0.2em; }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 3px; }
nav { display: flex; gap: 0.5rem; }
nav a { display: inline-block; padding: 0.6rem 0.75rem; border-radius: 0.5rem; }
nav a[aria-current] { background: var(--soft); text-decoration: none; font-weight: 600; }
.fingerprint { background: var(--soft); border-radius: 0.5rem; padding: 0.75rem; }
code { font: 0.9375rem/1.6 ui-monospace, monospace; }
.button {
  display: block; padding: 0.9rem 1rem; border-radius: 0.75rem; text-align: center; font-weight: 600;
  background: var(--link); color: var(--on-link); text-decoration: none;
}
`;
