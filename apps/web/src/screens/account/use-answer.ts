// Something that the server is asked for while a part is shown. Goes out: the answer, null before; how it failed; asking again.
import { useCallback, useEffect, useState } from "react";

export function useAnswer<Answer>(ask: () => Promise<Answer>): {
  answer: Answer | null;
  error: unknown;
  askAgain: () => Promise<void>;
} {
  const [state, setState] = useState<{ answer: Answer | null; error: unknown }>({ answer: null, error: null });
  const askAgain = useCallback(
    () =>
      ask().then(
        (answer) => setState({ answer, error: null }),
        (error: unknown) => setState(({ answer }) => ({ answer, error })),
      ),
    [ask],
  );
  useEffect(() => void askAgain(), [askAgain]);
  return { ...state, askAgain };
}
