// The web app manifest: how the installed app is named, looks, and takes files from other apps. Source: W3C manifest,
// share_target and file_handlers.
import type { ManifestOptions } from "vite-plugin-pwa";

/** Types and endings under which recordings and archives come. */
const RECORDING_TYPES = ["text/csv", "text/comma-separated-values", "application/gzip", ".csv", ".gz"];

export const webManifest: Partial<ManifestOptions> = {
  id: "/",
  name: "Solewise",
  short_name: "Solewise",
  description: "Drop a recording of your running shoe, understand the run. Everything stays on this device.",
  start_url: "/",
  scope: "/",
  display: "standalone",
  background_color: "#f6f5f1",
  theme_color: "#f6f5f1",
  categories: ["sports", "health", "fitness"],
  icons: [
    { src: "/icons/icon-192.png", sizes: "192x192", type: "image/png" },
    { src: "/icons/icon-512.png", sizes: "512x512", type: "image/png" },
    { src: "/icons/icon-maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
    { src: "/icons/icon.svg", sizes: "any", type: "image/svg+xml" },
  ],
  shortcuts: [{ name: "Add a recording", url: "/import", icons: [{ src: "/icons/icon-192.png", sizes: "192x192" }] }],
  share_target: {
    action: "/share",
    method: "POST",
    enctype: "multipart/form-data",
    params: { files: [{ name: "recordings", accept: RECORDING_TYPES }] },
  },
  file_handlers: [{ action: "/import", accept: { "text/csv": [".csv"], "application/gzip": [".gz"] } }],
  launch_handler: { client_mode: "navigate-existing" },
};
