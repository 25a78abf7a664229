// What an account is good for, before anybody asks for an e-mail.
import { useLaterMessages } from "../../language/later-messages.ts";
import { Card } from "../../ui/card.tsx";
import { Section } from "../../ui/section.tsx";

/** The list. */
export function Gives() {
  const { gives, signIn } = useLaterMessages("account");
  return (
    <Section title={gives.title} lead={signIn.here(location.host)}>
      <Card>
        <ul className="account__gives">
          <li>{gives.devices}</li>
          <li>{gives.safe}</li>
          <li>{gives.analysis}</li>
          <li>{gives.without}</li>
        </ul>
      </Card>
    </Section>
  );
}
