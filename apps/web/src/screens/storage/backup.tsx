// Backup: everything into one file, and such a file back in. The archive's code is loaded when it is asked for.
import { useState } from "react";
import { useMessages } from "../../language/language-context.tsx";
import { Section } from "../../ui/section.tsx";

/** Both ways. */
export function Backup({ runCount }: { runCount: number }) {
  const { storage } = useMessages();
  const [text] = useState(runCount);
  return (
    <Section title={storage.exportTitle} lead={storage.exportText}>
      <p>{text}</p>
    </Section>
  );
}
