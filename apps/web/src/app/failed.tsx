// What is shown when a defect of ours breaks a screen: what happened, that nothing stored is touched, a way on.
import { Component, type ErrorInfo, type ReactNode } from "react";
import { useMessages } from "../language/language-context.tsx";
import "./failed.css";

interface FailedState {
  error: unknown;
}

/** Catches what its children throw. */
export class Failed extends Component<{ children: ReactNode }, FailedState> {
  override state: FailedState = { error: null };

  static getDerivedStateFromError(error: unknown): FailedState {
    return { error };
  }

  override componentDidCatch(error: Error, { componentStack }: ErrorInfo): void {
    console.error(error, componentStack);
  }

  override render(): ReactNode {
    return this.state.error === null ? this.props.children : <FailedPage error={this.state.error} />;
  }
}

/** After an update the old chunks are gone from the server: a page that cannot load one only needs a reload. */
function FailedPage({ error }: { error: unknown }) {
  const { app } = useMessages();
  return (
    <main className="failed">
      <h1>{app.failedTitle}</h1>
      <p>{app.failedText}</p>
      <details>
        <summary>{app.failedDetails}</summary>
        <pre>{error instanceof Error ? (error.stack ?? error.message) : String(error)}</pre>
      </details>
      <button type="button" className="failed__reload" onClick={() => location.reload()}>
        {app.reload}
      </button>
    </main>
  );
}
