// How the app is built: React, one chunk a language, the service worker from our own source, compressed copies beside
// every text file for the server.
import react from "@vitejs/plugin-react";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { completeMessages } from "./vite/complete-messages.ts";
import { noInjectedStyles } from "./vite/no-injected-styles.ts";
import { onlyOurLocales } from "./vite/only-our-locales.ts";
import { webManifest } from "./vite/web-manifest.ts";

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "package.json"), "utf8")) as { version: string };

export default defineConfig({
  root: import.meta.dirname,
  define: { "import.meta.env.VITE_VERSION": JSON.stringify(version) },
  plugins: [
    completeMessages(),
    onlyOurLocales(),
    noInjectedStyles(),
    react(),
    VitePWA({
      strategies: "injectManifest",
      srcDir: "src/service-worker",
      filename: "sw.ts",
      injectRegister: false,
      registerType: "prompt",
      manifest: webManifest,
      injectManifest: {
        globPatterns: ["**/*.{js,css,html,wasm,svg,png,webmanifest}"],
        maximumFileSizeToCacheInBytes: 4e6,
      },
    }),
  ],
  worker: { format: "es" },
  build: {
    target: "es2022",
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // What every page starts with is one file: seven small ones beside it cost 2.5 KiB more, and a request each.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: "index", tags: ["$initial"] }] } } },
  },
});
