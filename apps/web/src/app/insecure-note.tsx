// Says which functions a browser withholds at an address that is neither HTTPS nor this machine, and the way out.
import { useMessages } from "../language/language-context.tsx";
import { InlineNote } from "../ui/inline-note.tsx";

/** Nothing in a secure context. */
export function InsecureNote() {
  const { home } = useMessages();
  if (window.isSecureContext) return null;
  return (
    <InlineNote tone="warn" title={home.insecureTitle} action={<a href="/trust">{home.insecureHow}</a>}>
      {home.insecureText}
    </InlineNote>
  );
}
