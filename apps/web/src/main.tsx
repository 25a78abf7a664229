// The app's first lines: theme and language before the first paint, then the shell, the service worker, and sync where
// somebody signed in.
import "./ui/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/app.tsx";
import { followBearerLinks } from "./app/bearer-link.ts";
import { Failed } from "./app/failed.tsx";
import { SpeechProvider } from "./app/speech-provider.tsx";
import "./app/install-prompt.ts";
import { startServiceWorker } from "./app/service-worker-updates.ts";
import { wakeSync } from "./sync/wake-sync.ts";

const place = document.querySelector("#app");
if (place === null) throw new Error("index.html has no element #app");
followBearerLinks();
createRoot(place).render(
  <StrictMode>
    <SpeechProvider>
      <Failed>
        <App />
      </Failed>
    </SpeechProvider>
  </StrictMode>,
);
startServiceWorker();
void wakeSync();
