// An address without a screen.
import { usePageTitle } from "../../app/page-title.ts";
import { useMessages } from "../../language/language-context.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ShoeIcon } from "../../ui/icons/run-icons.tsx";
import { LinkButton } from "../../ui/link-button.tsx";

/** Says so and leads home. */
export function NotFoundScreen() {
  const { app } = useMessages();
  usePageTitle(app.notFoundTitle);
  return (
    <>
      <h1 className="visually-hidden">{app.notFoundTitle}</h1>
      <EmptyState
        icon={<ShoeIcon size="l" />}
        title={app.notFoundTitle}
        actions={
          <LinkButton href="/" kind="primary">
            {app.goHome}
          </LinkButton>
        }
      >
        <p>{app.notFoundText}</p>
      </EmptyState>
    </>
  );
}
